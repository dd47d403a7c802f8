import { over, plus, times } from './amounts.ts'
import type { Run, Spread } from './run.ts'

/**
 * Whether the numbers of a run contradict each other by more than 1 %: rates are counts ÷ duration, the total is
 * input and output, percentiles do not fall. Then the file is malformed or was edited.
 */
export function contradicts(run: Run): boolean {
  const { stated, succeeded, seconds, inputTokens, outputTokens } = run
  const requests = over(succeeded, seconds)
  const perSecond = requests ?? stated.requests
  const [input, output] = [times(perSecond, inputTokens), times(perSecond, outputTokens)]
  const pairs = [
    [stated.requests, requests],
    [stated.input, input],
    [stated.output, output],
    [stated.total, plus(input ?? stated.input, output ?? stated.output)],
  ] as const
  return pairs.some(([a, b]) => differ(a, b)) || [run.ttft, run.tpot, run.endToEnd].some(falls)
}

const differ = (stated: number | null, computed: number | null) =>
  stated !== null && computed !== null && Math.abs(stated - computed) > TOLERANCE * Math.max(stated, computed)

const TOLERANCE = 0.01

function falls({ p50, p95, p99 }: Spread): boolean {
  const rising = [p50, p95, p99].flatMap(value => value ?? [])
  return rising.some((value, index) => value < (rising[index - 1] ?? 0))
}
