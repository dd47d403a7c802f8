import { createHash } from 'node:crypto'
import { countOf, field, isRecord, textOf } from './json.ts'

/**
 * What makes a row the same test in another run: the id that its author gave it, else what it asks and expects. A
 * description is not unique, and promptfoo's own ids change with the prompt and with the folder it was started in.
 * @param position of the row, for one that says nothing about its test
 */
export function testIdentity(row: unknown, position: number): string {
  const given = field(row, 'testCase', 'metadata', 'testCaseId')
  const stated = textOf(given) ?? (typeof given === 'number' ? String(given) : null)
  if (stated !== null && stated !== '') return stated.slice(0, LONGEST)
  const vars = field(row, 'testCase', 'vars') ?? field(row, 'vars')
  const asserts = field(row, 'testCase', 'assert')
  if (vars === undefined && asserts === undefined)
    return `test ${(countOf(field(row, 'testIdx')) ?? position) + 1}`
  return createHash('sha256')
    .update(JSON.stringify([ordered(vars, 0), ordered(asserts, 0)]))
    .digest('hex')
    .slice(0, 12)
}

const LONGEST = 200
/** Deeper values exist only to break a reader. */
const DEEPEST = 60

/** The order in which somebody wrote the keys means nothing. */
function ordered(value: unknown, depth: number): unknown {
  if (depth > DEEPEST) return null
  if (Array.isArray(value)) return value.map(each => ordered(each, depth + 1))
  if (!isRecord(value)) return value ?? null
  return Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => [key, ordered(each, depth + 1)])
}
