import * as Config from "effect/Config"
import * as Record from "effect/Record"

/**
 * Makes one config from an object of configs, like `Config.unwrap`. Keys may be left out or `undefined`, down to an
 * empty object, for which `Config.unwrap` throws.
 */
export const unwrap = <A>(wrapped: Config.Config.Wrap<A>): Config.Config<A> => {
  // Every member of `Wrap` is a config or an object of them.
  const configs = wrapped as Config.Config<A> | { readonly [key: string]: Config.Config.Wrap<unknown> | undefined }
  if (Config.isConfig(configs)) return configs
  const present = Record.filter(configs, (config) => config !== undefined)
  const unwrapped: Config.Config<unknown> = Record.isEmptyRecord(present)
    ? Config.succeed({})
    : Config.all(Record.map(present, (config) => unwrap<unknown>(config)))
  // It has the keys of `A` with their types.
  return unwrapped as Config.Config<A>
}
