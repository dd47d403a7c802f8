import { createHash } from 'node:crypto'
import type { FindingResult, Result } from '../src/report/result.ts'
import { changes } from '../src/report/changes.ts'

/** What one push was judged as: enough to tell what the next push did, and what may be waived. */
export type Snapshot = {
  readonly head: string
  readonly verdict: Result['verdict']
  /** Of all figures and findings: the same where a reader would learn nothing new. */
  readonly figures: string
  /** USD a month more than at base; null where it is not known. */
  readonly delta: number | null
  /** Workloads that this pull request changes, the largest first. */
  readonly workloads: readonly Cost[]
  /** What blocks, and what it costs now. */
  readonly blocking: readonly Cost[]
}

/** USD a month and a request; null where it is not known. `id` is a workload, or a budget or rule. */
export type Cost = { readonly id: string; readonly month: number | null; readonly request: number | null }

export type State = { readonly now: Snapshot; readonly before: Snapshot | null }

/** Entries of a list, and characters of a name: the state is a small part of a comment. */
const MOST = 15
const LONGEST = 100

/** The push before this one is remembered, however often this one is judged. */
export function nextState(result: Result, head: string, previous: State | null): State {
  const now = snapshotOf(result, head)
  return { now, before: previous?.now.head === head ? previous.before : (previous?.now ?? null) }
}

function snapshotOf(result: Result, head: string): Snapshot {
  if (result.verdict === null)
    return { head, verdict: null, figures: hash(result.error), delta: null, workloads: [], blocking: [] }
  const { verdict, totals, findings, diagnostics, policy, pending } = result
  const measured = result.workloads.map(({ benchmark }) => benchmark)
  const changed = changes(result).map(({ workload, perMonth, perRequest }) => ({
    id: workload.id,
    month: perMonth,
    request: perRequest,
  }))
  const standing = findings.filter(({ level, waived }) => level === 'error' && waived === null)
  return {
    head,
    verdict,
    figures: hash([verdict, totals, changed, findings, diagnostics, policy, pending, measured]),
    delta: totals.usd_per_month.delta,
    workloads: changed.slice(0, MOST).filter(({ id }) => id.length <= LONGEST),
    blocking: blockingCosts(standing),
  }
}

/** One entry a budget or rule: the dearest of what it says. */
function blockingCosts(findings: readonly FindingResult[]): readonly Cost[] {
  const ids = [...new Set(findings.map(({ budget, rule }) => budget ?? rule))].slice(0, MOST)
  return ids.map(id => {
    const costs = findings.filter(({ budget, rule }) => (budget ?? rule) === id).map(({ cost }) => cost)
    const month = costs.map(cost => cost.usd_per_month)
    const request = costs.map(cost => cost.usd_per_request)
    return { id, month: largest(month), request: largest(request) }
  })
}

/** Null where one of them is not known: a cap cannot hold for it. */
const largest = (amounts: readonly (number | null)[]) =>
  amounts.reduce((most, amount) => (most === null || amount === null ? null : Math.max(most, amount)), 0)

const hash = (value: unknown) =>
  createHash('sha256').update(JSON.stringify(value)).digest('base64url').slice(0, 22)

export const stateText = (state: State) =>
  `<!-- unitcost-state=1 ${Buffer.from(JSON.stringify(state)).toString('base64url')} -->`

const STATE = /<!-- unitcost-state=1 ([\w-]{1,16000}) -->\s*$/

/** What the end of a comment says. Whoever may edit comments may have written it: null where it is not exact. */
export function readState(content: string): State | null {
  const [, encoded] = STATE.exec(content.slice(-17_000)) ?? []
  if (encoded === undefined) return null
  const value = parsed(Buffer.from(encoded, 'base64url').toString())
  return isState(value) ? value : null
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

type Fields = Readonly<Record<string, unknown>>
const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null

const isState = (value: unknown): value is State =>
  isFields(value) && isSnapshot(value['now']) && (value['before'] === null || isSnapshot(value['before']))

const isSnapshot = (value: unknown): value is Snapshot =>
  isFields(value) &&
  /^[0-9a-f]{40,64}$/.test(String(value['head'])) &&
  [null, 'pass', 'warn', 'block'].some(verdict => verdict === value['verdict']) &&
  typeof value['figures'] === 'string' &&
  isAmount(value['delta']) &&
  isCosts(value['workloads']) &&
  isCosts(value['blocking'])

const isCosts = (value: unknown): value is readonly Cost[] =>
  Array.isArray(value) && value.length <= MOST && value.every(isCost)

const isCost = (value: unknown): value is Cost =>
  isFields(value) &&
  typeof value['id'] === 'string' &&
  value['id'].length <= LONGEST &&
  isAmount(value['month']) &&
  isAmount(value['request'])

const isAmount = (value: unknown) => value === null || Number.isFinite(value)
