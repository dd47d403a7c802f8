import type { Value } from '../../value.ts'
import { unknownValue } from '../../value.ts'
import { deeper, spend, stepsOf, type Budget } from './context.ts'

/** Are two values the same? Null: unknown, or too much to compare. Texts never equal numbers. */
export function sameValue(a: Value, b: Value, budget: Budget): boolean | null {
  if (!spend(budget, costOf(a)) || a.kind === 'unknown' || b.kind === 'unknown') return null
  if (a.kind === 'scalar' && b.kind === 'scalar') return a.value === b.value
  return deeper(budget, null, () => {
    if (a.kind === 'list' && b.kind === 'list') return sameItems(a.items, b.items, budget)
    return a.kind === 'map' && b.kind === 'map' && sameEntries(a.entries, b.entries, budget)
  })
}

function sameItems(a: readonly Value[], b: readonly Value[], budget: Budget): boolean | null {
  if (a.length !== b.length) return false
  return all(
    a.map((item, at) => [item, b[at] ?? item]),
    budget,
  )
}

type Entries = ReadonlyMap<string, Value>

function sameEntries(a: Entries, b: Entries, budget: Budget): boolean | null {
  if (a.size !== b.size || [...a.keys()].some(key => !b.has(key))) return false
  return all(
    [...a].map(([key, item]) => [item, b.get(key) ?? item]),
    budget,
  )
}

/** False as soon as one pair differs; else null where one is not known. */
function all(pairs: readonly (readonly [Value, Value])[], budget: Budget): boolean | null {
  let known = true
  for (const [a, b] of pairs) {
    const same = sameValue(a, b, budget)
    if (same === false) return false
    known &&= same !== null
  }
  return known ? true : null
}

/** What somewhere inside is not known, or is too deep to look at. */
export function unknownInside(values: readonly Value[], budget: Budget): Value | null {
  for (const value of values) {
    if (!spend(budget, costOf(value))) return unknownValue('more than is evaluated', value.origin)
    if (value.kind === 'unknown') return value
    const tooDeep = unknownValue('a value that is nested too deeply', value.origin)
    const found = deeper(budget, tooDeep, () => unknownInside(childrenOf(value), budget))
    if (found !== null) return found
  }
  return null
}

const costOf = (value: Value): number =>
  value.kind === 'scalar' && typeof value.value === 'string' ? stepsOf(value.value) : 1

function childrenOf(value: Value): readonly Value[] {
  if (value.kind === 'list') return value.items
  return value.kind === 'map' ? [...value.entries.values()] : []
}
