import type { Assignment, CallSite, FunctionHead, Import, Loop } from './module.ts'
import type { Source } from './tree.ts'

/** What the walk through a file has found so far. */
export type Found = {
  readonly assignments: Assignment[]
  readonly functions: FunctionHead[]
  readonly calls: CallSite[]
  readonly imports: Import[]
}

/** Where the walk is. */
export type At = {
  readonly source: Source
  readonly found: Found
  /** The functions around it: `Agent.run`; '' for the file. */
  readonly scope: string
  readonly loops: readonly Loop[]
  readonly depth: number
}

/** At the top of a file, with nothing found. */
export const topOf = (source: Source): At => ({
  source,
  found: { assignments: [], functions: [], calls: [], imports: [] },
  scope: '',
  loops: [],
  depth: 0,
})
