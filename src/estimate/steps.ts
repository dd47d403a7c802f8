import type { Band } from '../model/quantity.ts'
import type { Loop } from '../model/workload.ts'

/** A step of an agent loop: how often it happens in a request, and how many steps went before it. */
export type Step = { readonly weight: number; readonly before: number }

const ONE_STEP: readonly Step[] = [{ weight: 1, before: 0 }]

/**
 * The steps of one request. Low and expected follow what was measured, then what is declared; a loop of
 * which nothing is known runs once. High is the maximum.
 */
export function stepsOf(loop: Loop | null, band: Band): readonly Step[] {
  if (loop === null) return ONE_STEP
  const runs = loop.measured ?? []
  if (band === 'high') return stepsTo(loop.maximum ?? Math.max(...runs, loop.p95 ?? loop.mean ?? 1))
  if (runs.length > 0)
    return band === 'low'
      ? stepsTo(Math.min(...runs))
      : runs.flatMap(run => weighted(stepsTo(run), 1 / runs.length))
  return declaredSteps(loop)
}

function declaredSteps(loop: Loop): readonly Step[] {
  if (loop.mean === null) return ONE_STEP
  return loop.p95 === null || loop.p95 <= loop.mean ? stepsTo(loop.mean) : twoPoints(loop.mean, loop.p95)
}

/** 95 % of requests at a low number of steps and 5 % at p95, so that the mean is the declared one. */
function twoPoints(mean: number, p95: number): readonly Step[] {
  const usual = Math.max(1, (mean - 0.05 * p95) / 0.95)
  // A low point below one step cannot be: then the share of long runs follows from the mean instead.
  const long = usual > 1 ? 0.05 : (mean - 1) / (p95 - 1)
  return [...weighted(stepsTo(usual), 1 - long), ...weighted(stepsTo(p95), long)]
}

/**
 * Steps 1 … n. Of a fractional last step only a part happens, placed so that the steps before all steps
 * add up to n(n−1)/2, the closed formula, also between whole numbers.
 */
function stepsTo(n: number): readonly Step[] {
  const whole = Math.floor(n)
  const part = n - whole
  const steps = Array.from({ length: Math.min(whole, MOST_STEPS) }, (_, before) => ({ weight: 1, before }))
  return part > 0 ? [...steps, { weight: part, before: whole + (part - 1) / 2 }] : steps
}

/** A declared maximum is untrusted text: 10,000 steps is far beyond any agent, and still quick to add up. */
const MOST_STEPS = 10_000

const weighted = (steps: readonly Step[], share: number) =>
  steps.map(step => ({ ...step, weight: step.weight * share }))
