import { exactly } from '../../../model/quantity.ts'
import type { Range } from '../../../model/quantity.ts'
import { child, children, number, text, valueIn } from './section.ts'
import type { Section, Stated } from './section.ts'

type Share = {
  readonly sku: Stated<string>
  readonly units: Stated<Range>
  readonly isSpot: boolean
  readonly part?: string
}

/**
 * A group of several types and prices: the first type of the list, split into on-demand and spot machines.
 * https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-mixed-instances-groups.html
 */
export function mixedGroup(
  policy: Section,
  group: { readonly units: Stated<Range>; readonly usual: Stated<string> },
) {
  const types = children(child(policy, 'launch_template'), 'override')
  const sku = typeIn(types, group.usual)
  const { units } = group
  const distribution = child(policy, 'instances_distribution')
  const base = valueIn(number(distribution, 'on_demand_base_capacity')) ?? 0
  const above = valueIn(number(distribution, 'on_demand_percentage_above_base_capacity')) ?? 100
  const shares: readonly Share[] = [
    { sku, units: mapped(units, n => onDemand(n, base, above)), isSpot: false, part: 'on-demand' },
    { sku, units: mapped(units, n => n - onDemand(n, base, above)), isSpot: true, part: 'spot' },
  ]
  if (above >= 100 || units.kind !== 'known') return [{ sku, units, isSpot: false }]
  if (above === 0 && base === 0) return [{ sku, units, isSpot: true }]
  return shares
}

function typeIn(overrides: readonly Section[], usual: Stated<string>): Stated<string> {
  const [first] = overrides
  if (first === undefined) return usual
  const type = text(first, 'instance_type')
  if (type.kind !== 'known' || overrides.length === 1) return type
  return { ...type, assumed: [...type.assumed, `the first of ${overrides.length} instance types`] }
}

/** AWS rounds the on-demand part up. */
const onDemand = (machines: number, base: number, percentage: number): number =>
  Math.min(machines, base) + Math.ceil((Math.max(0, machines - base) * percentage) / 100)

function mapped(units: Stated<Range>, change: (n: number) => number): Stated<Range> {
  if (units.kind !== 'known') return units
  const { low, expected, high } = units.value
  return {
    ...units,
    value: { ...exactly(0), low: change(low), expected: change(expected), high: change(high) },
  }
}
