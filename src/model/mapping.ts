/**
 * How to read a configuration of the admin's own: which things in it are model calls, or routes.
 * A value is a list of sources, and the first one that gives something counts. A source is a path (`$` is the
 * thing that `at` found, `$file` the whole file) or `=` and a text in which `{…}` is filled in.
 */
export type Mapping = {
  /** Globs, relative to the root of the tree. */
  readonly files: readonly string[]
  /** Path of the things in the file; `{name}` is any key, and gives that key a name. Default: the file. */
  readonly at?: string
  readonly name?: readonly string[]
  readonly model?: readonly string[]
  /** Path of a prompt file; with `./` or `../` it counts from the folder of the configuration. */
  readonly prompt?: readonly string[]
  /** The prompt itself. */
  readonly text?: readonly string[]
  /** Tokens, the ceiling of an answer. */
  readonly max_output?: readonly string[]
  readonly max_steps?: readonly string[]
  /** With it, each thing is a route; without, a call. */
  readonly targets?: MappedTargets
}

export type MappedTargets = {
  /** Path of the targets below the thing; default: the thing is the only target. */
  readonly at?: string
  readonly model: readonly string[]
  readonly weight?: readonly string[]
  readonly max_output?: readonly string[]
}
