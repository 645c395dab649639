import * as Schema from "effect/Schema"

/*
 * Constructors of `effect/Schema` for the errors, with results that are built when they are first used. Building the
 * schemas of all errors takes a large part of the time of an import, and most programs use few of them.
 */

/** Makes the base of an error class, like `Schema.TaggedError`. */
export const TaggedError = <Self>(identifier: string) =>
<Tag extends string, Fields extends Schema.Struct.Fields>(
  tag: Tag,
  fields: Fields
): Schema.TaggedErrorClass<Self, Tag, { readonly _tag: Schema.tag<Tag> } & Fields> => {
  const base = class {}
  const build = once(() => {
    const built = Schema.TaggedError<typeof base>(identifier)(tag, fields)
    Object.setPrototypeOf(base.prototype, built.prototype)
    return built
  })
  return new Proxy(base, {
    construct: (_, args, newTarget) => Reflect.construct(build(), args, newTarget),
    get: (_, key, receiver) => key === "prototype" ? base.prototype : Reflect.get(build(), key, receiver),
    has: (_, key) => Reflect.has(build(), key)
    // The proxy has all members of the class that is built.
  }) as unknown as Schema.TaggedErrorClass<Self, Tag, { readonly _tag: Schema.tag<Tag> } & Fields>
}

/** Makes the union of schemas, like `Schema.Union`. */
export const Union = <const Members extends ReadonlyArray<Schema.Schema.All>>(
  ...members: Members
): Schema.Union<Members> => {
  const build = once(() => Schema.Union(...members))
  return new Proxy(() => {}, {
    get: (_, key, receiver) => Reflect.get(build(), key, receiver),
    has: (_, key) => Reflect.has(build(), key)
    // The proxy has all members of the union that is built.
  }) as unknown as Schema.Union<Members>
}

const once = <A>(build: () => A): () => A => {
  let built: A | undefined
  return () => built ??= build()
}
