/**
 * Direct routing backup of users.
 *
 * @since 0.2.0
 */

import * as Endpoint from "../Endpoint.js"
import * as Model from "../internal/schema/model.js"
import * as DirectRoutingBackup from "../models/DirectRoutingBackup.js"
import * as Permissions from "../Permissions.js"

/**
 * Declares `GET /api/v2/routing/users/{userId}/directroutingbackup/settings`, which
 * `Users.getRoutingUserDirectroutingbackupSettings` documents.
 *
 * @since 0.2.0
 * @category directRoutingBackup
 */
export const getRoutingUserDirectroutingbackupSettings = Endpoint.make({
  id: "getRoutingUserDirectroutingbackupSettings",
  method: "GET",
  path: "/api/v2/routing/users/{userId}/directroutingbackup/settings",
  pathParams: { userId: Model.string },
  success: DirectRoutingBackup.AgentDirectRoutingBackupSettings,
  permissions: Permissions.any("routing:directRoutingBackup:view"),
  summary: "Get the direct routing backup of a user"
})

/**
 * Declares `PUT /api/v2/routing/users/{userId}/directroutingbackup/settings`, which
 * `Users.putRoutingUserDirectroutingbackupSettings` documents.
 *
 * @since 0.2.0
 * @category directRoutingBackup
 */
export const putRoutingUserDirectroutingbackupSettings = Endpoint.make({
  id: "putRoutingUserDirectroutingbackupSettings",
  method: "PUT",
  path: "/api/v2/routing/users/{userId}/directroutingbackup/settings",
  pathParams: { userId: Model.string },
  body: DirectRoutingBackup.AgentDirectRoutingBackupSettings,
  success: DirectRoutingBackup.AgentDirectRoutingBackupSettings,
  permissions: Permissions.any("routing:directRoutingBackup:edit"),
  summary: "Set the direct routing backup of a user"
})

/**
 * Declares `DELETE /api/v2/routing/users/{userId}/directroutingbackup/settings`, which
 * `Users.deleteRoutingUserDirectroutingbackupSettings` documents.
 *
 * @since 0.2.0
 * @category directRoutingBackup
 */
export const deleteRoutingUserDirectroutingbackupSettings = Endpoint.make({
  id: "deleteRoutingUserDirectroutingbackupSettings",
  method: "DELETE",
  path: "/api/v2/routing/users/{userId}/directroutingbackup/settings",
  pathParams: { userId: Model.string },
  permissions: Permissions.any("routing:directRoutingBackup:delete"),
  summary: "Delete the direct routing backup of a user"
})

/**
 * Declares `GET /api/v2/routing/directroutingbackup/settings/me`, which `Users.getRoutingDirectroutingbackupSettingsMe`
 * documents.
 *
 * @since 0.2.0
 * @category directRoutingBackup
 */
export const getRoutingDirectroutingbackupSettingsMe = Endpoint.make({
  id: "getRoutingDirectroutingbackupSettingsMe",
  method: "GET",
  path: "/api/v2/routing/directroutingbackup/settings/me",
  success: DirectRoutingBackup.AgentDirectRoutingBackupSettings,
  permissions: Permissions.any("routing:directRoutingBackup:selfView"),
  summary: "Get the direct routing backup of the current user"
})

/**
 * Declares `PUT /api/v2/routing/directroutingbackup/settings/me`, which `Users.putRoutingDirectroutingbackupSettingsMe`
 * documents.
 *
 * @since 0.2.0
 * @category directRoutingBackup
 */
export const putRoutingDirectroutingbackupSettingsMe = Endpoint.make({
  id: "putRoutingDirectroutingbackupSettingsMe",
  method: "PUT",
  path: "/api/v2/routing/directroutingbackup/settings/me",
  body: DirectRoutingBackup.AgentDirectRoutingBackupSettings,
  success: DirectRoutingBackup.AgentDirectRoutingBackupSettings,
  permissions: Permissions.any("routing:directRoutingBackup:selfEdit"),
  summary: "Set the direct routing backup of the current user"
})

/**
 * Declares `DELETE /api/v2/routing/directroutingbackup/settings/me`, which
 * `Users.deleteRoutingDirectroutingbackupSettingsMe` documents.
 *
 * @since 0.2.0
 * @category directRoutingBackup
 */
export const deleteRoutingDirectroutingbackupSettingsMe = Endpoint.make({
  id: "deleteRoutingDirectroutingbackupSettingsMe",
  method: "DELETE",
  path: "/api/v2/routing/directroutingbackup/settings/me",
  permissions: Permissions.any("routing:directRoutingBackup:selfDelete"),
  summary: "Delete the direct routing backup of the current user"
})
