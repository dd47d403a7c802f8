import type { Rule } from '../src/policy/rule.ts'
import { agentLoopUnbounded } from './agent-loop-unbounded.ts'
import { assumedShare } from './assumed-share.ts'
import { benchmarkRegressed } from './benchmark-regressed.ts'
import { capacityCeiling } from './capacity-ceiling.ts'
import { declarationLowersCost } from './declaration-lowers-cost.ts'
import { missingTags } from './missing-tags.ts'
import { qualityRegressed } from './quality-regressed.ts'
import { staleEvidence } from './stale-evidence.ts'
import { stalePrices } from './stale-prices.ts'
import { unpriced } from './unpriced.ts'
import { workloadUndeclared } from './workload-undeclared.ts'
import { worstCase } from './worst-case.ts'

/** Forgets the type of a rule's options, so that rules with different ones fit into one list. */
const erase = <Options extends object>(rule: Rule<Options>): Rule => ({
  ...rule,
  // Loading checked what unitcost.yml says against `options`; what it leaves open is the default.
  check: change => rule.check({ ...change, options: { ...rule.defaults, ...toObject(change.options) } }),
})

const toObject = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {})

/** The built-in rules, by id. */
export const rules: readonly Rule[] = [
  erase(agentLoopUnbounded),
  erase(assumedShare),
  erase(benchmarkRegressed),
  erase(capacityCeiling),
  erase(declarationLowersCost),
  erase(missingTags),
  erase(qualityRegressed),
  erase(staleEvidence),
  erase(stalePrices),
  erase(unpriced),
  erase(workloadUndeclared),
  erase(worstCase),
]
