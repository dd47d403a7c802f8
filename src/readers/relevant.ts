import { PATTERNS } from './patterns.ts'

const ANY = new RegExp(
  Object.values(PATTERNS)
    .map(({ source }) => source)
    .join('|'),
  's',
)

/** True when some reader would look at this path. Costs no reading. */
export const isRelevant = (path: string): boolean => ANY.test(path)
