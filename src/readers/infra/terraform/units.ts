import { exactly } from '../../../model/quantity.ts'
import type { Range } from '../../../model/quantity.ts'
import { number, unknown, written } from './resource.ts'
import type { Resource } from './resource.ts'
import { attributeOf } from './scope.ts'
import type { Value } from './value.ts'

export type Bounds = {
  readonly low: Value<number>
  readonly expected: Value<number>
  readonly high: Value<number>
}

/** A fixed number: one where the file does not say. */
export function fixedUnits(count: Value<number>): Value<Range> {
  if (count.kind === 'unknown') return count
  const value = count.kind === 'known' ? count.value : 1
  return { kind: 'known', line: count.line, value: exactly(value) }
}

/**
 * Floor, declared and ceiling of something that scales. Without a declared number the floor is expected;
 * without a floor or ceiling it stays at the declared number.
 */
export function scaledUnits({ low, expected, high }: Bounds): Value<Range> {
  const all = [expected, low, high]
  const unread = all.find(bound => bound.kind === 'unknown')
  if (unread?.kind === 'unknown') return unread
  const stated = all.find(bound => bound.kind === 'known')
  if (stated?.kind !== 'known')
    return { kind: 'unknown', line: expected.line, reason: 'how many there are is not stated in this file' }
  const declared = known(expected) ?? known(low) ?? stated.value
  const range = {
    low: Math.min(known(low) ?? declared, declared),
    expected: declared,
    high: Math.max(known(high) ?? declared, declared),
  }
  return { kind: 'known', line: stated.line, value: range }
}

const known = (value: Value<number>): number | null => (value.kind === 'known' ? value.value : null)

/** Units of all instances of the resource (`count`); null when there are none. */
export function timesCount(resource: Resource, units: Value<Range>): Value<Range> | null {
  const instances = instancesOf(resource)
  if (instances.kind === 'known' && instances.value === 0) return null
  if (units.kind !== 'known' || instances.kind === 'absent') return units
  if (instances.kind === 'unknown') return instances
  const line = units.line === resource.line ? instances.line : units.line
  return { ...times(units, exactly(instances.value)), line }
}

export function times(units: Value<Range>, by: Range): Value<Range> {
  if (units.kind !== 'known') return units
  const { low, expected, high } = units.value
  return { ...units, value: { low: low * by.low, expected: expected * by.expected, high: high * by.high } }
}

function instancesOf(resource: Resource): Value<number> {
  const forEach = attributeOf(resource.body, 'for_each')
  if (forEach === undefined) return number(resource, 'count')
  const reason = `${written(resource, 'for_each')}, which this version does not evaluate`
  return unknown({ ...resource, line: forEach.span.line }, reason)
}
