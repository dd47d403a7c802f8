import type { EvalEvidence } from '../../model/eval-evidence.ts'
import type { Sizes, UsageEvidence, WorkloadUsage } from '../../model/usage-evidence.ts'
import type { PriceBook } from '../../prices/book.ts'
import { visibleLine } from '../../report/visible.ts'
import { usd } from '../../words/money.ts'
import { count, plural, sharePercent } from '../../words/numbers.ts'
import { dearestKinds, unpricedModels, usdOf, type PricedKind, type Spent } from './priced.ts'

export function evalLines(evidence: EvalEvidence): readonly string[] {
  const commit = evidence.commit === null ? [] : [`  of commit ${evidence.commit.slice(0, 12)} (claimed)`]
  const results = evidence.results.slice(0, MOST_LINES).map(result => {
    const { passed, failed, errors, left_out: left } = result
    const kept = left === 0 ? '' : `; ${count(result.tests.length)} are listed, the same ones in every run`
    return `  ${shown(result.provider)} · ${shown(result.prompt)}: ${plural(passed, 'test')} passed, ${count(failed)} failed, ${plural(errors, 'error')}${kept}`
  })
  return [...commit, ...results, ...more(evidence.results.length, 'result')]
}

const MOST_LINES = 20

const more = (all: number, what: string) =>
  all > MOST_LINES ? [`  and ${plural(all - MOST_LINES, `further ${what}`)}`] : []

const shown = (text: string) => visibleLine(text, 80)

export function usageLines(evidence: UsageEvidence, book: PriceBook): readonly string[] {
  const { workloads } = evidence
  return [
    ...workloads.slice(0, MOST_LINES).flatMap(workloadLines),
    ...more(workloads.length, 'workload'),
    ...dearestLines(evidence, book),
  ]
}

function workloadLines(workload: WorkloadUsage): readonly string[] {
  const { id, from, to, requests, calls } = workload
  const facts = [
    stepsWords(workload),
    workload.cache === null ? null : `cache hits ${sharePercent(workload.cache.hits / workload.cache.calls)}`,
    retryWords(workload),
    workload.latency_ms === null
      ? null
      : `latency ${seconds(workload.latency_ms.p50)}, 95 %: ${seconds(workload.latency_ms.p95)}`,
    workload.without_tokens === 0 ? null : `${plural(workload.without_tokens, 'call')} without tokens`,
  ].filter(fact => fact !== null)
  return [
    `${shown(id)}: ${plural(requests, 'request')}, ${plural(calls, 'call')}, ${from.slice(0, 10)} … ${to.slice(0, 10)}`,
    `  tokens of a call: input ${sizeWords(workload.input_tokens)}, output ${sizeWords(workload.output_tokens)}`,
    ...(facts.length === 0 ? [] : [`  ${facts.join(' · ')}`]),
  ]
}

function stepsWords({ steps }: WorkloadUsage): string | null {
  const requests = steps.reduce((sum, each) => sum + each.requests, 0)
  const answered = steps.reduce((sum, each) => sum + each.steps * each.requests, 0)
  const longest = steps.at(-1)?.steps ?? 1
  return longest === 1 ? null : `${count(answered / requests)} calls a request, at most ${longest}`
}

function retryWords({ retries }: WorkloadUsage): string | null {
  if (retries === null || retries.retried === 0) return null
  return `${plural(retries.retried, 'failed call')} asked again (${retries.billed} paid)`
}

const sizeWords = (sizes: Sizes | null) =>
  sizes === null ? 'unknown' : `${count(sizes.mean)} (95 %: ${count(sizes.p95)})`

const seconds = (milliseconds: number) => `${count(milliseconds / 1000)} s`

const DEAREST = 3

function dearestLines(evidence: UsageEvidence, book: PriceBook): readonly string[] {
  const kinds = dearestKinds(evidence, book)
  const missing = unpricedModels(evidence, book)
  const all = kinds.reduce((sum, kind) => sum + kind.usd, 0)
  return [
    ...(kinds.length === 0 ? [] : [`Dearest kinds of request, at our prices (${book.asOf}):`]),
    ...kinds.slice(0, DEAREST).map((kind, index) => `  ${index + 1}. ${kindWords(kind, all)}`),
    ...missing.slice(0, MOST_LINES).map(model => `  ${shown(model)} has no price: what it cost is unknown`),
  ]
}

function kindWords({ workload, model, size, calls, usd: spent }: PricedKind, all: number): string {
  const share = all > 0 ? `, ${sharePercent(spent / all)} of all` : ''
  return `${shown(workload)} on ${shown(model)}, ${SIZES[size]}: ${usd(spent)} for ${plural(calls, 'call')}, ${usd(spent / calls)} each${share}`
}

const SIZES = {
  small: 'small (under 1,000 tokens in)',
  medium: 'medium (1,000 … 8,000 tokens in)',
  large: 'large (8,000 … 32,000 tokens in)',
  huge: 'huge (32,000 tokens in or more)',
} as const

export type Claimed = { readonly model: string; readonly usd: number; readonly spent: Spent }

/** Our prices are the truth; a file that says something else by more than 5 % is told so. */
export const disagreements = (claims: readonly Claimed[], book: PriceBook): readonly string[] =>
  claims.flatMap(({ model, usd: said, spent }) => {
    const ours = usdOf(spent, model, book)
    if (ours === null || said === 0 || Math.abs(said - ours) <= 0.05 * ours) return []
    return [
      `The file says that ${plural(spent.calls, 'call')} on ${shown(model)} cost ${usd(said)}; at our prices (${book.asOf}) it is ${usd(ours)}. Ours count.`,
    ]
  })
