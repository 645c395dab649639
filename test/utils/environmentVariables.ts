/**
 * Environment variables of a program.
 */
import { ConfigProvider, Layer } from "effect"

/** A layer in which a program has these environment variables only. */
export const environmentVariables = (values: { readonly [name: string]: string }) =>
  Layer.setConfigProvider(ConfigProvider.fromMap(new Map(Object.entries(values))))
