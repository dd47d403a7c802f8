import type { Diagnostic } from '../model/diagnostic.ts'
import type { Fact } from '../model/fact.ts'

/**
 * A format is a name, file patterns, a cheap look at the content, and a pure function from text to facts.
 * A reader never prices, counts tokens, judges, prints, or touches the disk.
 */
export type Reader = {
  /** Unique, kebab-case: `litellm`. */
  readonly id: string
  /** For people: `LiteLLM proxy`. */
  readonly title: string
  /** Globs, relative to the root of the tree. Patterns only preselect; the content decides. */
  readonly files: readonly string[]
  /** True when the text looks like this format. Linear, no parsing. */
  readonly sniff: (file: SourceFile) => boolean
  readonly read: (file: SourceFile) => Reading
}

/** `text` has LF line ends and no byte order mark. */
export type SourceFile = { readonly path: string; readonly text: string }

export type Reading = { readonly facts: readonly Fact[]; readonly diagnostics: readonly Diagnostic[] }

export const NOTHING: Reading = { facts: [], diagnostics: [] }
