import type { UsageEvidence, WorkloadUsage } from '../../model/usage-evidence.ts'
import { whyNoUsage } from '../../readers/usage/usage.ts'
import { refused } from '../refused.ts'
import type { UsedCall } from './call.ts'
import { gatherInto, type Gathering } from './gather.ts'
import type { Reported } from './model-use.ts'

export type CondensedUsage = {
  readonly evidence: UsageEvidence
  readonly calls: number
  /** Rows that are no calls: tools, agents around their calls. */
  readonly others: number
  /** What the log says its calls cost, by model. */
  readonly reported: readonly (Reported & { readonly model: string })[]
}

export type UsageInput = {
  readonly calls: AsyncIterable<UsedCall | null>
  readonly format: UsageEvidence['format']
  /** All calls count for this workload; null: each for its feature tag. */
  readonly workload: string | null
}

/** A usage log as evidence. @throws UnitcostError `import-refused` */
export async function condenseUsage({ calls, format, workload }: UsageInput): Promise<CondensedUsage> {
  const gathered = new Map<string, Gathering>()
  const add = gatherInto(gathered, workload)
  let [taken, others] = [0, 0]
  for await (const call of calls) {
    if (call === null) others += 1
    else {
      add(call)
      taken += 1
    }
  }
  const answered = [...gathered].filter(([, { models }]) => models.size > 0)
  if (answered.length === 0)
    throw refused('it holds no answered call of a model', 'Name a log of calls that were answered.')
  const evidence: UsageEvidence = {
    schema: 'unitcost.usage/v1',
    format,
    workloads: answered.map(([id, known]) => workloadOf(id, known)),
  }
  const why = whyNoUsage(evidence)
  if (why !== null)
    throw refused(`what it says would not be accepted as evidence: ${why}`, 'Look at who wrote this file.')
  const reported = answered.flatMap(([, { models }]) =>
    [...models].map(([model, use]) => ({ model, ...use.reported() })),
  )
  return { evidence, calls: taken, others, reported: reported.filter(each => each.calls > 0) }
}

function workloadOf(id: string, known: Gathering): WorkloadUsage {
  const models = [...known.models]
    .map(([model, use]) => use.usage(model))
    .toSorted((a, b) => b.calls - a.calls)
  const { latency } = known
  return {
    id,
    from: new Date(known.from).toISOString(),
    to: new Date(known.to).toISOString(),
    requests: known.requests.size,
    calls: known.calls,
    failed: known.saysFailed ? known.failed : null,
    without_tokens: known.withoutTokens,
    ...known.tokens.used(),
    steps: stepsOf(known),
    retries: known.saysFailed ? retriesOf(known) : null,
    latency_ms: latency.count() === 0 ? null : { p50: latency.quantile(0.5), p95: latency.quantile(0.95) },
    models,
  }
}

const MOST_STEPS = 200

/** Requests that were never answered have no steps. Beyond the longest list, all longer ones share a row. */
function stepsOf({ requests }: Gathering): WorkloadUsage['steps'] {
  const counts = new Map<number, number>()
  for (const { answered } of requests.values())
    if (answered > 0)
      counts.set(Math.min(answered, MOST_STEPS), (counts.get(Math.min(answered, MOST_STEPS)) ?? 0) + 1)
  return [...counts].toSorted(([a], [b]) => a - b).map(([steps, count]) => ({ steps, requests: count }))
}

/** A failed call counts as retried when its request was answered later. */
function retriesOf({ requests }: Gathering): WorkloadUsage['retries'] {
  let [answered, retried, billed] = [0, 0, 0]
  for (const request of requests.values()) {
    answered += request.answered
    const again = request.failures.filter(({ at }) => at < request.lastAnswer)
    retried += again.length
    billed += again.filter(({ isBilled }) => isBilled).length
  }
  return { answered, retried, billed }
}
