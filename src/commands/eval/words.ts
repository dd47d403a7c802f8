import type { Evaluated } from '../../running/evaluate.ts'
import { evidencePath } from '../../running/kept-evidence.ts'
import type { ProviderCost } from '../../running/plan-cost.ts'
import { visible } from '../../report/visible.ts'
import { usd } from '../../words/money.ts'
import { plural } from '../../words/numbers.ts'
import { totalsOf, type Passed } from './condense.ts'
import type { PlannedJob } from './plan.ts'

/** What will be asked and of whom, before it is asked. */
export function planWords(plans: readonly PlannedJob[]): readonly string[] {
  if (plans.length === 0) return ['nothing to ask: there are results of all of it already']
  const lines = plans.flatMap(({ job, providers }) => [
    `${job.suite} at ${job.label}, with ${job.promptfoo.label}, asks`,
    ...(providers ?? []).map(cost => `  ${providerWords(cost)}`),
    ...(providers === null ? ['  whoever its program names: not known before it runs'] : []),
  ])
  const graders = plans.some(({ hasGraders }) => hasGraders)
  return [...lines, ...(graders ? ['  and the models that grade answers, which are not counted here'] : [])]
}

function providerWords({ provider, requests, usd: planned, unknown }: ProviderCost): string {
  const asked = `${visible(provider, 80)}: ${requests === null ? 'requests' : plural(requests, 'request')}`
  if (planned === null) return `${asked}, cost unknown: ${unknown}`
  return `${asked}, about ${usd(planned.expected)}, up to ${usd(planned.high)}`
}

/** What was measured, a suite a line, and what to do with it. */
export function doneWords(done: readonly Evaluated[]): string {
  const suites = [...new Set(done.map(({ job }) => job.suite))]
  const lines = suites.flatMap(suite => {
    const sides = done.filter(({ job }) => job.suite === suite)
    const head = sides.find(({ job }) => job.side === 'head')
    return [
      suite,
      ...sides.map(
        ({ job, evidence, isReused }) =>
          `  ${job.side} ${job.label}: ${passedWords(totalsOf(evidence))}${isReused ? ' (measured before)' : ''}`,
      ),
      ...(head === undefined ? [] : [`  wrote ${evidencePath(head.job.name)}`]),
    ]
  })
  return `${[...lines, 'Next: unitcost diff'].join('\n')}\n`
}

function passedWords({ passed, failed, errors }: Passed): string {
  const broken = errors === 0 ? '' : `, and ${plural(errors, 'test')} ended in an error`
  return `${passed} of ${plural(passed + failed, 'test')} passed${broken}`
}

/** The same for programs. */
export const doneJson = (done: readonly Evaluated[]): string =>
  `${JSON.stringify(
    {
      version: 1,
      suites: done.map(({ job, evidence, isReused }) => ({
        suite: job.suite,
        side: job.side,
        commit: job.commit,
        evidence: job.side === 'head' ? evidencePath(job.name) : null,
        ...totalsOf(evidence),
        reused: isReused,
      })),
    },
    null,
    2,
  )}\n`
