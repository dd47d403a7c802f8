import type { Diagnostic } from '../model/diagnostic.ts'
import type { Fact } from '../model/fact.ts'

/**
 * A format is a name, file patterns, a cheap look at the content, and a pure function from text to facts.
 * A reader never prices, counts tokens, judges, prints, or touches the disk.
 */
export type Reader = Format & { readonly read: (file: SourceFile) => Reading }

/**
 * A format that spreads over files: the modules of Terraform, the manifests of a cluster. `sniff` says of each
 * file whether it belongs; `read` gets all that do, by path. Of one file that several formats recognize each
 * takes its part, and a single-file reader takes its own part too.
 */
export type ProjectReader = Format & {
  readonly read: (files: ReadonlyMap<string, SourceFile>, setup: ProjectSetup) => Reading
}

type Format = {
  /** Unique, kebab-case: `litellm`. */
  readonly id: string
  /** For people: `LiteLLM proxy`. */
  readonly title: string
  /** Globs, relative to the root of the tree. Patterns only preselect; the content decides. */
  readonly files: readonly string[]
  /** True when the text looks like this format. Linear, no parsing. */
  readonly sniff: (file: SourceFile) => boolean
}

/** `text` has LF line ends and no byte order mark. */
export type SourceFile = { readonly path: string; readonly text: string }

/** What unitcost.yml says about how the infrastructure is put together. */
export type ProjectSetup = {
  /** Variable files that are passed by hand (`-var-file`), for each root folder and environment. */
  readonly variables: readonly VariableFiles[]
}

export type VariableFiles = {
  /** Folder of a Terraform root, or the path of a template. */
  readonly root: string
  readonly files: readonly string[]
  readonly environment: string | null
}

export const NO_SETUP: ProjectSetup = { variables: [] }

export type Reading = { readonly facts: readonly Fact[]; readonly diagnostics: readonly Diagnostic[] }

export const NOTHING: Reading = { facts: [], diagnostics: [] }
