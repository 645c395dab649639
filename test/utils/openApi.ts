/**
 * The validity of OpenAPI documents.
 */
import { Validator } from "@seriousme/openapi-schema-validator"
import type * as OpenApi from "effect-purecloud/OpenApi"

/** Checks a document against the schema of OpenAPI 3.1. Returns `{ valid: true }`, or the errors. */
export const validate = (document: OpenApi.Document): Promise<unknown> =>
  // The validator changes the object that it gets.
  new Validator().validate({ ...structuredClone(document) })
