import { exactly } from '../../../model/quantity.ts'
import type { Range } from '../../../model/quantity.ts'
import { valueIn } from './section.ts'
import type { Stated } from './section.ts'

export type Bounds = {
  readonly low: Stated<number>
  readonly expected: Stated<number>
  readonly high: Stated<number>
}

/** A fixed number: one where nothing is said. */
export function fixedUnits(count: Stated<number>): Stated<Range> {
  if (count.kind === 'unknown') return count
  if (count.kind === 'absent') return { kind: 'known', value: exactly(1), at: count.at, assumed: [] }
  return { ...count, value: exactly(count.value) }
}

/**
 * Floor, declared and ceiling of something that scales. Without a declared number the floor is expected;
 * without a floor or ceiling it stays at the declared number.
 */
export function scaledUnits({ low, expected, high }: Bounds): Stated<Range> {
  const all = [expected, low, high]
  const unread = all.find(bound => bound.kind === 'unknown')
  if (unread?.kind === 'unknown') return unread
  const stated = all.flatMap(bound => (bound.kind === 'known' ? [bound] : []))
  const [main] = stated
  if (main === undefined)
    return { kind: 'unknown', at: expected.at, reason: 'how many there are is not stated' }
  const declared = valueIn(expected) ?? valueIn(low) ?? main.value
  const value = {
    low: Math.min(valueIn(low) ?? declared, declared),
    expected: declared,
    high: Math.max(valueIn(high) ?? declared, declared),
  }
  return { kind: 'known', at: main.at, value, assumed: stated.flatMap(({ assumed }) => assumed) }
}

export function times(units: Stated<Range>, by: Range): Stated<Range> {
  if (units.kind !== 'known') return units
  const { low, expected, high } = units.value
  return { ...units, value: { low: low * by.low, expected: expected * by.expected, high: high * by.high } }
}

/** How many, each of which is that many: shards and replicas. */
export function product(one: Stated<Range>, other: Stated<Range>): Stated<Range> {
  if (other.kind !== 'known') return one.kind === 'unknown' ? one : other
  const made = times(one, other.value)
  return made.kind === 'known' ? { ...made, assumed: [...made.assumed, ...other.assumed] } : made
}
