import type { BenchmarkChange } from '../src/diff/benchmark-change.ts'
import type { BenchmarkReview } from '../src/diff/benchmark-review.ts'
import { defineRule } from '../src/policy/rule.ts'
import { changeWithInterval } from '../src/words/interval.ts'
import { significant } from '../src/words/numbers.ts'

/** Only what chance cannot explain: the lower end of the interval of repeated runs must pass the limit. */
export const benchmarkRegressed = defineRule({
  id: 'benchmark-regressed',
  title: 'A new benchmark is not dearer or slower than the one at base, by more than chance explains.',
  level: 'warning',
  defaults: { percent: 5, latency_percent: 10 },
  options: {
    percent: {
      type: 'number',
      minimum: 0,
      maximum: 1000,
      description: 'Most percent that a request may cost more on the same machines.',
    },
    latency_percent: {
      type: 'number',
      minimum: 0,
      maximum: 1000,
      description: 'Most percent that TTFT and TPOT (P95) may rise at the same load.',
    },
  },
  check: ({ benchmarks, options }) =>
    benchmarks.flatMap(review =>
      review.changes.flatMap(change => {
        const limit = change.kind === 'usd_per_request' ? options.percent : options.latency_percent
        return isAbove(change, limit) ? [draftOf(review, change, limit)] : []
      }),
    ),
})

const isAbove = ({ change: { interval } }: BenchmarkChange, limit: number) =>
  interval !== null && interval.low * 100 > limit

function draftOf(
  { workload, at }: BenchmarkReview,
  { kind, change, base, head }: BenchmarkChange,
  limit: number,
) {
  const interval = change.interval ?? { low: change.expected, high: change.expected }
  const { what, remedy, numbers } = KINDS[kind]
  return {
    workload,
    message: `${workload}: ${what} is ${changeWithInterval(change.expected, interval)} against base${numbers(base, head)}; the limit is +${significant(limit, 3)} %.`,
    why: 'Even the lower end of the 95 % interval of the repeated runs is above the limit, so chance does not explain it.',
    suggestions: [remedy, 'Or take back what changed the engine, its arguments, the weights or the prompt.'],
    at: at === null ? [] : [at],
  }
}

const milliseconds = (base: number, head: number) => ` (${significant(base, 3)} → ${significant(head, 3)} ms)`

const KINDS = {
  usd_per_request: {
    what: 'the cost of a request, at the best load inside the latency target,',
    remedy: 'Look at the load ladder of both runs: a target that breaks earlier leaves less to serve.',
    numbers: () => '',
  },
  ttft_p95: {
    what: 'the time to the first token (P95) at the same load',
    remedy: 'Look at prefill: longer prompts, a smaller batch of tokens, or no prefix cache.',
    numbers: milliseconds,
  },
  tpot_p95: {
    what: 'the time per output token (P95) at the same load',
    remedy: 'Look at decoding: precision, batch size, or speculative decoding that was on.',
    numbers: milliseconds,
  },
} as const
