import type { Component, Estimate, Serving } from '../estimate/estimate.ts'
import type { ComponentResult, EstimateResult, ServingResult } from './result.ts'

/** The published form of an estimate. */
export const estimateResult = (estimate: Estimate): EstimateResult => ({
  usd_per_request: estimate.perRequest,
  usd_per_month: estimate.perMonth,
  usd_per_solved_task: estimate.perSolvedTask,
  usd_per_outcome: estimate.perOutcome,
  tokens: estimate.tokens,
  unpriced: estimate.unpriced,
  metrics: {
    token_efficiency: estimate.metrics.tokenEfficiency,
    effective_usd_per_mtok: estimate.metrics.effectiveUsdPerMtok,
    cache_hit_rate: estimate.metrics.cacheHitRate,
    fallback_rate: estimate.metrics.fallbackRate,
    utilization: estimate.metrics.utilization,
  },
  serving: estimate.serving && servingResult(estimate.serving),
  components: estimate.components.map(componentResult),
})

const servingResult = ({ perMonth, effectiveUsdPerMtok, load, crossover }: Serving): ServingResult => ({
  usd_per_month: perMonth,
  effective_usd_per_mtok: effectiveUsdPerMtok,
  load: load && {
    utilization: load.utilization,
    idle_share: load.idleShare,
    output_tokens_per_second: load.outputTokensPerSecond,
    basis: load.basis,
    at: load.at && { path: load.at.path, line: load.at.line },
    source: load.source,
  },
  crossover: crossover && {
    model: crossover.model,
    usd_per_request: crossover.usdPerRequest,
    requests_per_month: crossover.requestsPerMonth,
    reachable: crossover.reachable,
    leaves_out: crossover.leavesOut,
  },
})

const componentResult = (part: Component): ComponentResult => ({
  call: part.call,
  target: part.target,
  meter: part.meter,
  quantity: part.quantity,
  unit_price: part.unitPrice,
  usd_per_request: part.perRequest,
  usd_per_month: part.perMonth,
  basis: part.basis,
  at: part.at && { path: part.at.path, line: part.at.line },
  source: part.source,
  as_of: part.asOf,
  notes: part.notes,
})
