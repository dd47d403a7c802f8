import type { Load } from './load.ts'
import type { Slo, Summary } from './summary.ts'

/** Why a load is more than the server carries; null: it carries it. */
export type BrokenLimit =
  | { readonly kind: 'errors'; readonly share: number }
  | { readonly kind: 'ttft' | 'tpot'; readonly p95Ms: number; readonly limitMs: number }
  /** Answers per second stayed behind the requests per second. */
  | { readonly kind: 'saturated'; readonly achieved: number; readonly offered: number }

type Point = { readonly load: Load; readonly summary: Summary }

/**
 * @param unhurriedMs an answer of a server that has nothing else to do: a run ends that much after its last request
 */
export function brokenLimit(
  { load, summary }: Point,
  slo: Slo,
  unhurriedMs: number | null,
): BrokenLimit | null {
  const { failed, ok, ttftMs, tpotMs, seconds } = summary
  if (failed > MOST_ERRORS * (ok + failed)) return { kind: 'errors', share: failed / (ok + failed) }
  const over = (kind: 'ttft' | 'tpot', p95Ms: number | null, limitMs: number | null) =>
    p95Ms !== null && limitMs !== null && p95Ms > limitMs ? { kind, p95Ms, limitMs } : null
  const late = over('ttft', ttftMs.p95, slo.ttftP95Ms) ?? over('tpot', tpotMs.p95, slo.tpotP95Ms)
  if (late !== null || load.kind !== 'rate') return late
  const answering = seconds - (unhurriedMs ?? 0) / 1000
  const achieved = answering > 0 ? ok / answering : 0
  return achieved < KEEPS_UP * load.value ? { kind: 'saturated', achieved, offered: load.value } : null
}

/** The same shares as for every other tool's file: see the reader of benchmark records. */
const MOST_ERRORS = 0.01
const KEEPS_UP = 0.9

export function brokenWords(broken: BrokenLimit): string {
  const ms = (value: number) => `${value.toFixed(value < 100 ? 1 : 0)} ms`
  if (broken.kind === 'errors')
    return `${(broken.share * 100).toFixed(1)} % of the requests failed (limit 1 %)`
  if (broken.kind === 'saturated')
    return `it answered ${broken.achieved.toFixed(2)} of ${broken.offered} requests/s: saturated`
  const { kind, p95Ms, limitMs } = broken
  return `${kind.toUpperCase()} p95 ${ms(p95Ms)} is over ${ms(limitMs)}`
}
