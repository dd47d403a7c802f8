import type { CapacityFact, Fact } from '../model/fact.ts'
import type { ProjectReadings } from './read-projects.ts'

/**
 * Where a plan is in the tree, its values win over what the configuration seems to say of the same block, and
 * the block still says where it is written. A block that only one of them names stays as it is.
 */
export function withPlans(projects: ProjectReadings): ProjectReadings {
  const plan = projects.get('terraform-plan')
  const written = projects.get('terraform')
  if (plan === undefined || written === undefined) return projects
  const blocks = new Map(written.facts.filter(isCapacity).map(fact => [blockOf(fact), fact]))
  const planned = new Set(plan.facts.filter(isCapacity).map(blockOf))
  return new Map([
    ...projects,
    ['terraform', { ...written, facts: written.facts.filter(fact => !planned.has(blockOf(fact))) }],
    ['terraform-plan', { ...plan, facts: plan.facts.map(fact => placed(fact, blocks)) }],
  ])
}

const isCapacity = (fact: Fact): fact is CapacityFact => fact.kind === 'capacity'

/** Instances that differ have ids of their own, and the two may not agree on whether they differ. */
const blockOf = ({ id }: Fact): string => id.replaceAll(/\[(?:"(?:[^"\\]|\\.)*"|\d+|\?|, )+\]/g, '')

function placed(fact: Fact, blocks: ReadonlyMap<string, CapacityFact>): Fact {
  const block = blocks.get(blockOf(fact))
  if (fact.kind !== 'capacity' || block === undefined) return fact
  const { at, skuAt, unitsAt } = block
  return { ...fact, at, skuAt, unitsAt }
}
