/**
 * Roles and permissions of users.
 *
 * @since 0.1.0
 */

import type * as Schema from "effect/Schema"
import * as Model from "../internal/schema/model.js"

/**
 * Operator of a comparison in a condition.
 *
 * @since 0.1.0
 * @category models
 */
export type ConditionOperator = typeof ConditionOperator.Type

/**
 * Schema of {@link ConditionOperator}.
 *
 * @since 0.1.0
 * @category models
 */
export const ConditionOperator = Model.open("EQ", "IN", "GE", "GT", "LE", "LT")

/**
 * Type of the operand of a comparison in a condition.
 *
 * @since 0.1.0
 * @category models
 */
export type ConditionOperandType = typeof ConditionOperandType.Type

/**
 * Schema of {@link ConditionOperandType}.
 *
 * @since 0.1.0
 * @category models
 */
export const ConditionOperandType = Model.open(
  "SCALAR",
  "VARIABLE",
  "USER",
  "QUEUE",
  "TEAM"
)

/**
 * Operand of a comparison in a condition.
 *
 * @since 0.1.0
 * @category models
 */
export interface ResourceConditionValue {
  readonly type?: ConditionOperandType | undefined
  /** Value, or id of the entity that `type` names. */
  readonly value?: string | undefined
}

/**
 * Schema of {@link ResourceConditionValue}.
 *
 * @since 0.1.0
 * @category models
 */
export const ResourceConditionValue: Schema.Schema<ResourceConditionValue> = Model.model("ResourceConditionValue", {
  type: Model.optional(ConditionOperandType),
  value: Model.optional(Model.string)
})

/**
 * Condition that limits a permission: either a comparison, or terms that are combined by `conjunction`.
 *
 * @since 0.1.0
 * @category models
 */
export interface ResourceConditionNode {
  /** Variable of the comparison. */
  readonly variableName?: string | undefined
  readonly conjunction?: "AND" | "OR" | (string & {}) | undefined
  readonly operator?: ConditionOperator | undefined
  readonly operands?: ReadonlyArray<ResourceConditionValue> | undefined
  readonly terms?: ReadonlyArray<ResourceConditionNode> | undefined
}

/**
 * Schema of {@link ResourceConditionNode}.
 *
 * @since 0.1.0
 * @category models
 */
export const ResourceConditionNode: Schema.Schema<ResourceConditionNode> = Model.model("ResourceConditionNode", {
  variableName: Model.optional(Model.string),
  conjunction: Model.optional(Model.open("AND", "OR")),
  operator: Model.optional(ConditionOperator),
  operands: Model.optional(Model.array(ResourceConditionValue)),
  terms: Model.optional(Model.array(Model.lazy(() => ResourceConditionNode)))
})

/**
 * Permissions for one type of entity, as granted to a user.
 *
 * @since 0.1.0
 * @category models
 */
export interface ResourcePermissionPolicy {
  readonly id?: string | undefined
  /** First part of the permission, for example `routing`. */
  readonly domain?: string | undefined
  /** Second part of the permission, for example `queue`. */
  readonly entityName?: string | undefined
  readonly policyName?: string | undefined
  readonly policyDescription?: string | undefined
  /** Key of the set of actions. */
  readonly actionSetKey?: string | undefined
  /** Whether the policy can have conditions. */
  readonly allowConditions?: boolean | undefined
  readonly resourceConditionNode?: ResourceConditionNode | undefined
  /** Names of the resources to which the permissions are limited. */
  readonly namedResources?: ReadonlyArray<string> | undefined
  /** Condition as text. */
  readonly resourceCondition?: string | undefined
  /** Third parts of the permissions, for example `view`. Unique. */
  readonly actionSet?: ReadonlyArray<string> | undefined
}

/**
 * Schema of {@link ResourcePermissionPolicy}.
 *
 * @since 0.1.0
 * @category models
 */
export const ResourcePermissionPolicy: Schema.Schema<ResourcePermissionPolicy> = Model.model(
  "ResourcePermissionPolicy",
  {
    id: Model.optional(Model.string),
    domain: Model.optional(Model.string),
    entityName: Model.optional(Model.string),
    policyName: Model.optional(Model.string),
    policyDescription: Model.optional(Model.string),
    actionSetKey: Model.optional(Model.string),
    allowConditions: Model.optional(Model.boolean),
    resourceConditionNode: Model.optional(ResourceConditionNode),
    namedResources: Model.optional(Model.array(Model.string)),
    resourceCondition: Model.optional(Model.string),
    actionSet: Model.optional(Model.array(Model.string))
  }
)

/**
 * Role of a user.
 *
 * @since 0.1.0
 * @category models
 */
export interface DomainRole {
  readonly id: string
  readonly name?: string | undefined
}

/**
 * Schema of {@link DomainRole}.
 *
 * @since 0.1.0
 * @category models
 */
export const DomainRole: Schema.Schema<DomainRole> = Model.model("DomainRole", {
  id: Model.string,
  name: Model.optional(Model.string)
})

/**
 * Roles of a user, and the permissions that they grant.
 *
 * @since 0.1.0
 * @category models
 */
export interface UserAuthorization {
  readonly roles?: ReadonlyArray<DomainRole> | undefined
  /** Permissions in the form `domain:entity:action`. Read-only. */
  readonly permissions?: ReadonlyArray<string> | undefined
  /** Permissions with their conditions. Read-only. */
  readonly permissionPolicies?: ReadonlyArray<ResourcePermissionPolicy> | undefined
  /** Roles whose permissions the user has not used. Requires `authorization.unusedRoles` in `expand`. Read-only. */
  readonly unusedRoles?: ReadonlyArray<DomainRole> | undefined
}

/**
 * Schema of {@link UserAuthorization}.
 *
 * @since 0.1.0
 * @category models
 */
export const UserAuthorization: Schema.Schema<UserAuthorization> = Model.model("UserAuthorization", {
  roles: Model.optional(Model.array(DomainRole)),
  permissions: Model.optional(Model.array(Model.string)),
  permissionPolicies: Model.optional(Model.array(ResourcePermissionPolicy)),
  unusedRoles: Model.optional(Model.array(DomainRole))
})
