import type { Rule } from '../src/policy/rule.ts'
import { agentCeiling } from './agent-ceiling.ts'
import { agentLoopUnbounded } from './agent-loop-unbounded.ts'
import { assumedShare } from './assumed-share.ts'
import { batchOnDemand } from './batch-on-demand.ts'
import { benchmarkRegressed } from './benchmark-regressed.ts'
import { cacheWithoutScope } from './cache-without-scope.ts'
import { capacityCeiling } from './capacity-ceiling.ts'
import { contextBloat } from './context-bloat.ts'
import { contextOverflow } from './context-overflow.ts'
import { declarationLowersCost } from './declaration-lowers-cost.ts'
import { deprecatedModel } from './deprecated-model.ts'
import { dynamicRouteUndeclared } from './dynamic-route-undeclared.ts'
import { frontierForSmallTask } from './frontier-for-small-task.ts'
import { gpuUnderused } from './gpu-underused.ts'
import { guardrailLooserThanBudget } from './guardrail-looser-than-budget.ts'
import { guardrailMissing } from './guardrail-missing.ts'
import { maxOutputUnset } from './max-output-unset.ts'
import { missingTags } from './missing-tags.ts'
import { modelNotAllowed } from './model-not-allowed.ts'
import { premiumOutsideProduction } from './premium-outside-production.ts'
import { promptCacheBroken } from './prompt-cache-broken.ts'
import { promptCacheUnused } from './prompt-cache-unused.ts'
import { qualityRegressed } from './quality-regressed.ts'
import { responseCacheLoose } from './response-cache-loose.ts'
import { retriesMultiply } from './retries-multiply.ts'
import { retrievalWide } from './retrieval-wide.ts'
import { selfHostingCrossover } from './self-hosting-crossover.ts'
import { staleEvidence } from './stale-evidence.ts'
import { stalePrices } from './stale-prices.ts'
import { unpriced } from './unpriced.ts'
import { untaggedCall } from './untagged-call.ts'
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
  erase(agentCeiling),
  erase(agentLoopUnbounded),
  erase(assumedShare),
  erase(batchOnDemand),
  erase(benchmarkRegressed),
  erase(cacheWithoutScope),
  erase(capacityCeiling),
  erase(contextBloat),
  erase(contextOverflow),
  erase(declarationLowersCost),
  erase(deprecatedModel),
  erase(dynamicRouteUndeclared),
  erase(frontierForSmallTask),
  erase(gpuUnderused),
  erase(guardrailLooserThanBudget),
  erase(guardrailMissing),
  erase(maxOutputUnset),
  erase(missingTags),
  erase(modelNotAllowed),
  erase(premiumOutsideProduction),
  erase(promptCacheBroken),
  erase(promptCacheUnused),
  erase(qualityRegressed),
  erase(responseCacheLoose),
  erase(retriesMultiply),
  erase(retrievalWide),
  erase(selfHostingCrossover),
  erase(staleEvidence),
  erase(stalePrices),
  erase(unpriced),
  erase(untaggedCall),
  erase(workloadUndeclared),
  erase(worstCase),
]
