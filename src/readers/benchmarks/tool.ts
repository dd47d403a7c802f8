import type { Run } from './run.ts'

/** A benchmark tool: how its files are recognized, and what they state. Units are its own, never guessed. */
export type Tool = {
  /** For people: `vllm bench serve`. */
  readonly name: string
  /** All of them are in the text of such a file. */
  readonly marks: readonly string[]
  readonly runs: (file: ResultFile) => readonly Run[]
}

export type ResultFile = {
  readonly path: string
  readonly text: string
  /** The objects of a JSON file: the object itself, those of its list, or those of its lines. */
  readonly rows: readonly Row[]
}

export type Row = { readonly value: unknown; readonly line: number | null }
