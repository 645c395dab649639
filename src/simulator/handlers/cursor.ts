import * as Either from "effect/Either"
import * as Encoding from "effect/Encoding"
import * as Schema from "effect/Schema"
import * as Json from "../engine/json.js"
import { refuseField, refuseValue } from "../engine/refusal.js"
import type { Call } from "./handler.js"

/*
 * Cursors: texts that name the item after which a page begins. Because a cursor names an item and not a number of items,
 * it stays valid when items are added or removed.
 */

/** Encodes and decodes the cursors of a listing. */
export interface Cursors<A> {
  readonly encode: (position: A) => string
  /** Refuses a text that is no cursor. `field` is the name of the parameter. */
  readonly decode: (field: string, cursor: string) => A
}

/** Makes the cursors of a listing, from the schema of the positions in the listing. */
export const make = <A>(schema: Schema.Schema<A>): Cursors<A> => {
  const decodeJson = Json.decoder(schema)
  return {
    encode: (position) => Encoding.encodeBase64(JSON.stringify(position)),
    decode: (field, cursor) =>
      Encoding.decodeBase64String(cursor.replaceAll(" ", "+")).pipe(
        Either.flatMap((json): Either.Either<A, unknown> => decodeJson(json)),
        Either.getOrElse(() => refuseValue(field, cursor, "a cursor of an earlier response"))
      )
  }
}

/** Returns the link of a request, with changed parameters. A parameter that is `undefined` is removed. */
export const uri = ({ path, query }: Call, changed: { readonly [param: string]: string | undefined }): string => {
  const params = new URLSearchParams()
  for (const [param, value] of query) if (!Object.hasOwn(changed, param)) params.append(param, value)
  for (const [param, value] of Object.entries(changed)) if (value !== undefined) params.set(param, value)
  return params.size === 0 ? path : `${path}?${params}`
}

/** An item with its place in the fixed order of a listing. */
export interface Placed<A> {
  readonly place: number
  readonly item: A
}

/** Selects a page of a listing whose links have cursors. */
export interface PlaceInput {
  readonly after?: string | undefined
  readonly before?: string | undefined
  readonly pageSize: number
}

/** A page whose links have cursors. */
export interface LinkedPage<A> {
  readonly entities: ReadonlyArray<A>
  readonly selfUri: string
  readonly previousUri?: string
  readonly nextUri?: string
}

const places = make<number>(Schema.NonNegativeInt)

/** Returns a page of items that are sorted by their places. */
export const linkedPage = <A>(
  call: Call,
  { after, before, pageSize }: PlaceInput,
  items: ReadonlyArray<Placed<A>>
): LinkedPage<A> => {
  if (after !== undefined && before !== undefined) {
    refuseField("before", "bad.request", "[after] and [before] exclude each other.")
  }
  const from = after === undefined ? -1 : places.decode("after", after)
  const to = before === undefined ? Infinity : places.decode("before", before)
  const rest = items.filter(({ place }) => place > from && place < to)
  const page = before === undefined ? rest.slice(0, pageSize) : rest.slice(-pageSize)
  const first = page[0]?.place ?? -1
  const last = page[page.length - 1]?.place ?? Infinity
  return {
    entities: page.map(({ item }) => item),
    selfUri: uri(call, {}),
    ...(items.some(({ place }) => place < first)
      ? { previousUri: uri(call, { after: undefined, before: places.encode(first) }) }
      : {}),
    ...(items.some(({ place }) => place > last)
      ? { nextUri: uri(call, { before: undefined, after: places.encode(last) }) }
      : {})
  }
}
