import { gamma, type Random } from './random.ts'

type Offered = {
  /** Requests per second. */
  readonly rate: number
  /** 1: Poisson; below 1 burstier; Infinity: evenly spaced. */
  readonly burstiness: number
  readonly count: number
}

/**
 * When requests are due, in milliseconds after the start. Gaps are gamma distributed with shape `burstiness`,
 * then stretched so that the last request is due at exactly count ÷ rate: every run offers the rate it says.
 * https://github.com/vllm-project/vllm/blob/main/vllm/benchmarks/serve.py
 */
export function arrivals({ rate, burstiness, count }: Offered, random: Random): readonly number[] {
  const end = (count / rate) * 1000
  if (!Number.isFinite(burstiness))
    return Array.from({ length: count }, (_, index) => ((index + 1) * end) / count)
  let at = 0
  const drawn = Array.from({ length: count }, () => (at += gamma(burstiness, random)))
  return drawn.map(due => (due / at) * end)
}
