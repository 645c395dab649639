/**
 * Locations of organizations and users, and geolocations of clients.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"
import * as Common from "./Common.js"

/**
 * Postal address of a location.
 *
 * @since 0.1.0
 * @category models
 */
export interface LocationAddress {
  readonly city?: string | undefined
  /** Country code. */
  readonly country?: string | undefined
  readonly countryName?: string | undefined
  readonly state?: string | undefined
  readonly street1?: string | undefined
  readonly street2?: string | undefined
  readonly zipcode?: string | undefined
}

/**
 * Schema of {@link LocationAddress}.
 *
 * @since 0.1.0
 * @category models
 */
export const LocationAddress: Schema.Schema<LocationAddress> = Model.model("LocationAddress", {
  city: Model.optional(Model.string),
  country: Model.optional(Model.string),
  countryName: Model.optional(Model.string),
  state: Model.optional(Model.string),
  street1: Model.optional(Model.string),
  street2: Model.optional(Model.string),
  zipcode: Model.optional(Model.string)
})

/**
 * Number that an emergency call from the location shows.
 *
 * @since 0.1.0
 * @category models
 */
export interface LocationEmergencyNumber {
  /** Number in E.164 format. */
  readonly e164?: string | undefined
  /** Number as it was entered. */
  readonly number?: string | undefined
  /** `elin` is an emergency location identification number, which belongs to the location alone. */
  readonly type?: "default" | "elin" | (string & {}) | undefined
}

/**
 * Schema of {@link LocationEmergencyNumber}.
 *
 * @since 0.1.0
 * @category models
 */
export const LocationEmergencyNumber: Schema.Schema<LocationEmergencyNumber> = Model.model("LocationEmergencyNumber", {
  e164: Model.optional(Model.string),
  number: Model.optional(Model.string),
  type: Model.optional(Model.open("default", "elin"))
})

/**
 * Image of a location in one size.
 *
 * @since 0.1.0
 * @category models
 */
export interface LocationImage {
  /** Size in pixels, for example `640x480`, or `x128` if only the height is fixed. */
  readonly resolution?: string | undefined
  readonly imageUri?: string | undefined
}

/**
 * Schema of {@link LocationImage}.
 *
 * @since 0.1.0
 * @category models
 */
export const LocationImage: Schema.Schema<LocationImage> = Model.model("LocationImage", {
  resolution: Model.optional(Model.string),
  imageUri: Model.optional(Model.string)
})

/**
 * Verification of the address of a location.
 *
 * @since 0.1.0
 * @category models
 */
export interface LocationAddressVerificationDetails {
  readonly status?: "Pending" | "InProgress" | "Retry" | "Complete" | "Failed" | (string & {}) | undefined
  /** ISO-8601 in UTC. */
  readonly dateFinished?: string | undefined
  /** ISO-8601 in UTC. */
  readonly dateStarted?: string | undefined
  /** Service that verifies the address. */
  readonly service?: string | undefined
}

/**
 * Schema of {@link LocationAddressVerificationDetails}.
 *
 * @since 0.1.0
 * @category models
 */
export const LocationAddressVerificationDetails: Schema.Schema<LocationAddressVerificationDetails> = Model.model(
  "LocationAddressVerificationDetails",
  {
    status: Model.optional(Model.open("Pending", "InProgress", "Retry", "Complete", "Failed")),
    dateFinished: Model.optional(Model.dateTime),
    dateStarted: Model.optional(Model.dateTime),
    service: Model.optional(Model.string)
  }
)

/**
 * Location of the organization.
 *
 * @since 0.1.0
 * @category models
 */
export interface LocationDefinition {
  /** Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly address?: LocationAddress | undefined
  /** Whether the address has been verified. Read-only. */
  readonly addressVerified?: boolean | undefined
  readonly emergencyNumber?: LocationEmergencyNumber | undefined
  readonly state?: "active" | "deleted" | (string & {}) | undefined
  /** Current version. Required in an update. */
  readonly version?: number | undefined
  /** Ids of the parent locations. Read-only. */
  readonly path?: ReadonlyArray<string> | undefined
  /** User who is the contact for the location. */
  readonly contactUser?: Common.AddressableEntityRef | undefined
  readonly notes?: string | undefined
  /** Read-only. */
  readonly profileImage?: ReadonlyArray<LocationImage> | undefined
  /** Read-only. */
  readonly floorplanImage?: ReadonlyArray<LocationImage> | undefined
  /** Read-only. */
  readonly addressVerificationDetails?: LocationAddressVerificationDetails | undefined
  /** Read-only. */
  readonly addressStored?: boolean | undefined
  readonly images?: string | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link LocationDefinition}.
 *
 * @since 0.1.0
 * @category models
 */
export const LocationDefinition: Schema.Schema<LocationDefinition> = Model.model("LocationDefinition", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  address: Model.optional(LocationAddress),
  addressVerified: Model.optional(Model.boolean),
  emergencyNumber: Model.optional(LocationEmergencyNumber),
  state: Model.optional(Model.open("active", "deleted")),
  version: Model.optional(Model.integer),
  path: Model.optional(Model.array(Model.string)),
  contactUser: Model.optional(Common.AddressableEntityRef),
  notes: Model.optional(Model.string),
  profileImage: Model.optional(Model.array(LocationImage)),
  floorplanImage: Model.optional(Model.array(LocationImage)),
  addressVerificationDetails: Model.optional(LocationAddressVerificationDetails),
  addressStored: Model.optional(Model.boolean),
  images: Model.optional(Model.string),
  selfUri: Model.optional(Model.uri)
})

/**
 * Location of a user. An update of a user requires `id` only.
 *
 * @since 0.1.0
 * @category models
 */
export interface Location {
  /** Id of the location. */
  readonly id?: string | undefined
  /** Read-only. */
  readonly floorplanId?: string | undefined
  /** Coordinates on the floor plan, by axis. */
  readonly coordinates?: { readonly [key: string]: number } | undefined
  readonly notes?: string | undefined
  readonly locationDefinition?: LocationDefinition | undefined
}

/**
 * Schema of {@link Location}.
 *
 * @since 0.1.0
 * @category models
 */
export const Location: Schema.Schema<Location> = Model.model("Location", {
  id: Model.optional(Model.string),
  floorplanId: Model.optional(Model.string),
  coordinates: Model.optional(Model.record(Model.number)),
  notes: Model.optional(Model.string),
  locationDefinition: Model.optional(LocationDefinition)
})

/**
 * Geolocation of one client of a user. PATCH accepts `primary`, and either `latitude` and `longitude` or `city`,
 * `region` and `country`. After an update of the coordinates the service looks up the names asynchronously: read the
 * geolocation again later.
 *
 * @since 0.1.0
 * @category models
 */
export interface Geolocation {
  /** Id of the client. Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  /** Type of client. */
  readonly type?: string | undefined
  /** Whether this geolocation is also used as the geolocation of the user. */
  readonly primary?: boolean | undefined
  /** In degrees. */
  readonly latitude?: number | undefined
  /** In degrees. */
  readonly longitude?: number | undefined
  readonly country?: string | undefined
  readonly region?: string | undefined
  readonly city?: string | undefined
  /** Locations of the organization nearby. */
  readonly locations?: ReadonlyArray<LocationDefinition> | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link Geolocation}.
 *
 * @since 0.1.0
 * @category models
 */
export const Geolocation: Schema.Schema<Geolocation> = Model.model("Geolocation", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  type: Model.optional(Model.string),
  primary: Model.optional(Model.boolean),
  latitude: Model.optional(Model.number),
  longitude: Model.optional(Model.number),
  country: Model.optional(Model.string),
  region: Model.optional(Model.string),
  city: Model.optional(Model.string),
  locations: Model.optional(Model.array(LocationDefinition)),
  selfUri: Model.optional(Model.uri)
})

/**
 * Geolocation settings of an organization.
 *
 * @since 0.1.0
 * @category models
 */
export interface GeolocationSettings {
  /** Read-only. */
  readonly id?: string | undefined
  readonly name?: string | undefined
  readonly enabled?: boolean | undefined
  /** Key of the map service. */
  readonly mapboxKey?: string | undefined
  readonly selfUri?: string | undefined
}

/**
 * Schema of {@link GeolocationSettings}.
 *
 * @since 0.1.0
 * @category models
 */
export const GeolocationSettings: Schema.Schema<GeolocationSettings> = Model.model("GeolocationSettings", {
  id: Model.optional(Model.string),
  name: Model.optional(Model.string),
  enabled: Model.optional(Model.boolean),
  mapboxKey: Model.optional(Model.string),
  selfUri: Model.optional(Model.uri)
})
