import type { CapacityFact } from '../../../model/fact.ts'
import { groupBy } from '../../../model/group-by.ts'
import type { Range } from '../../../model/quantity.ts'

/** What one instance of a block buys, and its id where it must be told from the others. */
export type Instance = { readonly fact: CapacityFact; readonly ownId: string }

/**
 * One fact for a block whose instances are the same thing, with their units added; where they differ, each
 * is a fact of its own, `aws_instance.gpu["eu"]`.
 */
export const factsOfBlocks = (instances: readonly Instance[]): readonly CapacityFact[] =>
  [...groupBy(instances, ({ fact }) => fact.id).values()].flatMap(factsOfBlock)

function factsOfBlock(block: readonly Instance[]): readonly CapacityFact[] {
  const [first, ...others] = block
  if (first === undefined) return []
  if (new Set(block.map(({ fact }) => whatOf(fact))).size > 1)
    return block.map(({ fact, ownId }) => ({ ...fact, id: ownId }))
  return [others.reduce((sum, { fact }) => together(sum, fact), first.fact)]
}

const whatOf = ({ provider, sku, region, pricing, model, offer, unresolved }: CapacityFact): string =>
  JSON.stringify([provider, sku, region, pricing, model, offer, unresolved])

const together = (one: CapacityFact, other: CapacityFact): CapacityFact => ({
  ...one,
  units: one.units && other.units && sum(one.units, other.units),
  tags: Object.fromEntries(Object.entries(one.tags).filter(([name, value]) => other.tags[name] === value)),
  assumed: [...new Set([...one.assumed, ...other.assumed])],
})

const sum = (one: Range, other: Range): Range => ({
  low: one.low + other.low,
  expected: one.expected + other.expected,
  high: one.high + other.high,
})
