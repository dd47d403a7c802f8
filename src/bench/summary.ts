import type { Percentiles } from '../model/benchmark.ts'
import type { Answered, Sample } from './ask.ts'
import type { FailureKind } from './failure.ts'
import { percentiles } from './percentiles.ts'

/** What an answer has to keep, in milliseconds; null: no such limit. */
export type Slo = { readonly ttftP95Ms: number | null; readonly tpotP95Ms: number | null }

export type Summary = {
  readonly ok: number
  readonly failed: number
  /** From the first moment of the schedule to the last answer. */
  readonly seconds: number
  /** Null: the server does not say. */
  readonly inputTokens: number | null
  readonly outputTokens: number
  readonly basis: 'usage' | 'chunks'
  readonly requestsPerSecond: number
  readonly inputPerSecond: number | null
  readonly outputPerSecond: number
  /** From when a request was due to its first token. */
  readonly ttftMs: Percentiles
  /** Of each request with at least two tokens: (end to end − first token) ÷ (tokens − 1). */
  readonly tpotMs: Percentiles
  /** Between one chunk and the next. */
  readonly gapMs: Percentiles
  readonly endToEndMs: Percentiles
  /** From when a request was due to when it was sent. */
  readonly lagMs: Percentiles
  /** Requests per second that kept every limit; null: there is none. */
  readonly goodput: number | null
  readonly failures: readonly {
    readonly kind: FailureKind
    readonly count: number
    readonly detail: string
  }[]
}

/** @param seconds above 0 */
export function summarize(samples: readonly Sample[], seconds: number, slo: Slo): Summary {
  const answered = samples.flatMap(sample => (sample.kind === 'answered' ? [sample] : []))
  const inputs = answered.map(({ inputTokens }) => inputTokens)
  const inputTokens = inputs.includes(null) ? null : total(inputs.map(tokens => tokens ?? 0))
  const outputTokens = total(answered.map(answer => answer.outputTokens))
  return {
    ok: answered.length,
    failed: samples.length - answered.length,
    seconds,
    inputTokens,
    outputTokens,
    basis: answered.some(({ basis }) => basis === 'chunks') ? 'chunks' : 'usage',
    requestsPerSecond: answered.length / seconds,
    inputPerSecond: inputTokens === null ? null : inputTokens / seconds,
    outputPerSecond: outputTokens / seconds,
    ttftMs: percentiles(answered.map(ttft)),
    tpotMs: percentiles(answered.flatMap(answer => tpot(answer) ?? [])),
    gapMs: percentiles(answered.flatMap(({ gapsMs }) => gapsMs)),
    endToEndMs: percentiles(answered.map(({ dueMs, lastMs }) => lastMs - dueMs)),
    lagMs: percentiles(samples.map(({ dueMs, sentMs }) => sentMs - dueMs)),
    goodput: isLimited(slo) ? answered.filter(answer => keeps(answer, slo)).length / seconds : null,
    failures: failuresOf(samples),
  }
}

const total = (amounts: readonly number[]) => amounts.reduce((sum, amount) => sum + amount, 0)

type Timed = Sample & Answered

const ttft = ({ dueMs, firstMs }: Timed) => firstMs - dueMs

const tpot = ({ firstMs, lastMs, outputTokens }: Timed) =>
  outputTokens < 2 ? null : (lastMs - firstMs) / (outputTokens - 1)

export const isLimited = ({ ttftP95Ms, tpotP95Ms }: Slo) => ttftP95Ms !== null || tpotP95Ms !== null

const keeps = (answer: Timed, slo: Slo) =>
  ttft(answer) <= (slo.ttftP95Ms ?? Infinity) && (tpot(answer) ?? 0) <= (slo.tpotP95Ms ?? Infinity)

/** Most frequent first, each kind with the words of its first one. */
function failuresOf(samples: readonly Sample[]): Summary['failures'] {
  const kinds = new Map<FailureKind, { count: number; detail: string }>()
  for (const sample of samples) {
    if (sample.kind !== 'failed') continue
    const { kind, detail } = sample.failure
    const seen = kinds.get(kind) ?? { count: 0, detail }
    kinds.set(kind, { ...seen, count: seen.count + 1 })
  }
  return [...kinds].map(([kind, seen]) => ({ kind, ...seen })).toSorted((a, b) => b.count - a.count)
}
