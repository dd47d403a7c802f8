import type { Component, Estimate, LoadPoint, Serving } from '../estimate/estimate.ts'
import type { ComponentResult, EstimateResult, LoadPointResult, ServingResult } from './result.ts'

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

const servingResult = ({ load, crossover, split, ...serving }: Serving): ServingResult => ({
  usd_per_month: serving.perMonth,
  effective_usd_per_mtok: serving.effectiveUsdPerMtok,
  split: split && {
    input_usd_per_mtok: split.inputUsdPerMtok,
    output_usd_per_mtok: split.outputUsdPerMtok,
    output_weight: split.outputWeight,
  },
  unused_benchmarks: serving.unused,
  load: load && {
    utilization: load.utilization,
    idle_share: load.idleShare,
    output_tokens_per_second: load.outputTokensPerSecond,
    basis: load.basis,
    at: load.at && { path: load.at.path, line: load.at.line },
    source: load.source,
    point: load.point && pointResult(load.point),
  },
  crossover: crossover && {
    model: crossover.model,
    usd_per_request: crossover.usdPerRequest,
    requests_per_month: crossover.requestsPerMonth,
    reachable: crossover.reachable,
    leaves_out: crossover.leavesOut,
  },
})

const pointResult = (point: LoadPoint): LoadPointResult => ({
  requests_per_second: point.requestsPerSecond,
  input_tokens_per_second: point.inputTokensPerSecond,
  output_tokens_per_second: point.outputTokensPerSecond,
  ttft_p95_ms: point.ttftP95Ms,
  tpot_p95_ms: point.tpotP95Ms,
  limited_by: point.limitedBy,
  usd_per_request_at_full_use: point.usdPerRequestAtFullUse,
  joules_per_output_token: point.joulesPerOutputToken,
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
