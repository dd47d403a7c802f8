import { endingOf, endingsOf, globOf, type Glob } from './glob.ts'
import { PATTERNS } from './patterns.ts'

/** True when some reader would look at this path. Costs no reading. */
export function isRelevant(path: string): boolean {
  return path.length <= LONGEST && candidatesFor(path).some(({ glob }) => glob(path))
}

/** Ids of the readers that would look at this path. */
export function readersFor(path: string): ReadonlySet<string> {
  const fitting = candidatesFor(path).filter(({ glob }) => glob(path))
  return new Set(fitting.map(({ reader }) => reader))
}

/** What systems allow a path to be. */
const LONGEST = 4096

type Candidate = { readonly reader: string; readonly glob: Glob }

const ANY = ''
const BY_ENDING: ReadonlyMap<string, readonly Candidate[]> = byEnding()
const NONE: readonly Candidate[] = []

/** Most files of a repository end in what no reader asks for. */
const candidatesFor = (path: string) => BY_ENDING.get(endingOf(path)) ?? BY_ENDING.get(ANY) ?? NONE

function byEnding(): Map<string, readonly Candidate[]> {
  const candidates = Object.entries(PATTERNS)
    .flatMap(([reader, globs]) => globs.map(glob => ({ reader, glob })))
    // A short one takes most: `**/*.{yml,yaml}`.
    .toSorted((a, b) => a.glob.length - b.glob.length)
    .map(({ reader, glob }) => ({ reader, glob: globOf(glob), endings: endingsOf(glob) }))
  const endings = new Set([ANY, ...candidates.flatMap(candidate => candidate.endings ?? [])])
  const asksFor = (ending: string) =>
    candidates.filter(candidate => candidate.endings === null || candidate.endings.includes(ending))
  return new Map([...endings].map(ending => [ending, asksFor(ending)]))
}
