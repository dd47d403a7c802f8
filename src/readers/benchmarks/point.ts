import type { BenchmarkFlag, BenchmarkPoint } from '../../model/benchmark.ts'
import { known, over, percentilesOf, plus, times } from './amounts.ts'
import { contradicts } from './contradiction.ts'
import { perToken } from './per-token.ts'
import type { Run } from './run.ts'

/** A load as the fact has it: rates from counts and duration where there are some, and what contradicts itself flagged. */
export function pointOf(run: Run): BenchmarkPoint {
  const { stated, succeeded, failed, seconds } = run
  const requests = known(over(succeeded, seconds), stated.requests)
  const output = known(times(requests, run.outputTokens), stated.output, rest(stated.total, stated.input))
  const input = known(times(requests, run.inputTokens), stated.input, rest(stated.total, output))
  return {
    load: run.load,
    requestsPerSecond: requests,
    inputTokensPerSecond: input,
    outputTokensPerSecond: output,
    inputTokens: known(run.inputTokens, over(input, requests)),
    outputTokens: known(run.outputTokens, over(output, requests)),
    ttftMs: percentilesOf(run.ttft),
    tpotMs: perToken(run).percentiles,
    endToEndMs: percentilesOf(run.endToEnd),
    succeeded,
    failed,
    durationSeconds: seconds,
    goodputRequestsPerSecond: run.goodput,
    averageWatt: run.averageWatt,
    flags: [...new Set([...run.flags, ...flagsOf(run)])],
  }
}

const rest = (total: number | null, part: number | null) => plus(total, part === null ? null : -part)

function flagsOf(run: Run): readonly BenchmarkFlag[] {
  const { succeeded, failed } = run
  const all = plus(succeeded, failed)
  const errors = all !== null && (succeeded === 0 || (failed ?? 0) / all > MOST_ERRORS)
  return [
    ...(contradicts(run) ? (['identity_mismatch'] as const) : []),
    ...(errors ? (['failed'] as const) : []),
  ]
}

/** Requests that failed served nobody, and the others had the machine for themselves. */
const MOST_ERRORS = 0.01
