import { code } from '../src/report/markdown/escape.ts'
import { usdDelta } from '../src/words/money.ts'
import { plural } from '../src/words/numbers.ts'
import type { Cost, Snapshot, State } from './state.ts'

/** Workloads that are named; the rest is counted. */
const NAMED = 3

/** What the last push did to the figures, as one line of Markdown; null where there was none before. */
export function sinceLastPush({ now, before }: State): string | null {
  if (before === null) return null
  const since = `**Since the last push** (${code(before.head.slice(0, 7))})`
  if (now.figures === before.figures) return `${since} nothing changed.`
  const parts = [verdictStep(before, now), totalStep(before, now), ...workloadSteps(before, now)]
  const said = parts.filter(part => part !== null)
  return `${since} ${said.length > 0 ? said.join('; ') : 'the amounts are the same, the findings are not'}.`
}

const VERDICTS = { pass: 'passed', warn: 'warned', block: 'blocked', unknown: 'not judged' } as const

const verdictStep = (before: Snapshot, now: Snapshot) =>
  before.verdict === now.verdict
    ? null
    : `${VERDICTS[before.verdict ?? 'unknown']} → ${VERDICTS[now.verdict ?? 'unknown']}`

const totalStep = (before: Snapshot, now: Snapshot) =>
  before.delta === now.delta ? null : `${monthly(before.delta)} → ${monthly(now.delta)}`

function monthly(delta: number | null): string {
  if (delta === null) return 'unknown'
  return delta === 0 ? 'no change' : `${usdDelta(delta)}/month`
}

function workloadSteps(before: Snapshot, now: Snapshot): readonly string[] {
  const moved = (one: Cost, other: Cost | undefined) =>
    one.month !== other?.month || one.request !== other.request
  const costOf = (all: readonly Cost[], id: string) => all.find(cost => cost.id === id)
  const ids = [
    ...now.workloads.filter(cost => moved(cost, costOf(before.workloads, cost.id))),
    ...before.workloads.filter(({ id }) => costOf(now.workloads, id) === undefined),
  ].map(({ id }) => id)
  const rest = ids.length - NAMED
  const named = ids.slice(0, NAMED).map(id => code(id, 60))
  if (named.length === 0) return []
  return [`moved: ${named.join(', ')}${rest > 0 ? ` and ${plural(rest, 'more workload')}` : ''}`]
}
