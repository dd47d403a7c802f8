import { refused, quoted } from '../refused.ts'
import type { UsedCall } from './call.ts'
import { newModelUse, type ModelUse } from './model-use.ts'
import { newSketch, type Sketch } from './sketch.ts'
import { newTokenUse, type TokenUse } from './token-use.ts'

/** What is known of one workload while its calls pass by. */
export type Gathering = {
  from: number
  to: number
  calls: number
  failed: number
  /** Some row said whether its call failed. */
  saysFailed: boolean
  withoutTokens: number
  readonly latency: Sketch
  readonly tokens: TokenUse
  readonly requests: Map<string, RequestSoFar>
  readonly models: Map<string, ModelUse>
}

type RequestSoFar = { answered: number; lastAnswer: number; failures: readonly Failure[] }
type Failure = { readonly at: number; readonly isBilled: boolean }

const MOST_WORKLOADS = 200
const MOST_MODELS = 100
const MOST_REQUESTS = 2_000_000
const MOST_CALLS_OF_A_REQUEST = 10_000

/**
 * Adds calls up by workload. @param only takes all calls for this workload, whatever their feature tag
 * @throws UnitcostError `import-refused` where a column that should name few things names many
 */
export function gatherInto(workloads: Map<string, Gathering>, only: string | null): (call: UsedCall) => void {
  let requests = 0
  return call => {
    const id = only ?? call.feature ?? 'untagged'
    const known = workloads.get(id) ?? newGathering()
    if (!workloads.has(id)) workloads.set(id, known)
    if (workloads.size > MOST_WORKLOADS) throw tooMany('feature_tag', MOST_WORKLOADS)
    const before = known.requests.size
    addCall(known, call)
    requests += known.requests.size - before
    if (requests > MOST_REQUESTS)
      throw refused(
        `it has more than ${MOST_REQUESTS} requests`,
        'Import fewer days of the log: a week says as much about the size of requests.',
      )
  }
}

const newGathering = (): Gathering => ({
  from: Infinity,
  to: -Infinity,
  calls: 0,
  failed: 0,
  saysFailed: false,
  withoutTokens: 0,
  latency: newSketch(),
  tokens: newTokenUse(),
  requests: new Map(),
  models: new Map(),
})

function addCall(known: Gathering, call: UsedCall): void {
  known.from = Math.min(known.from, call.at)
  known.to = Math.max(known.to, call.at)
  known.calls += 1
  known.saysFailed ||= call.failed !== null
  addToRequest(known, call)
  if (call.failed === true) {
    known.failed += 1
    return
  }
  if (call.durationMs !== null) known.latency.add(call.durationMs)
  if (call.input === null || call.output === null) known.withoutTokens += 1
  known.tokens.add(call)
  const model = known.models.get(call.model) ?? newModelUse()
  known.models.set(call.model, model)
  if (known.models.size > MOST_MODELS) throw tooMany('model_id', MOST_MODELS)
  model.add(call)
}

function addToRequest({ requests }: Gathering, { request, failed, at, input, line }: UsedCall): void {
  const so = requests.get(request) ?? { answered: 0, lastAnswer: -Infinity, failures: NONE }
  if (!requests.has(request)) requests.set(request, so)
  if (failed === true) so.failures = [...so.failures, { at, isBilled: (input ?? 0) > 0 }]
  else {
    so.answered += 1
    so.lastAnswer = Math.max(so.lastAnswer, at)
  }
  if (so.answered + so.failures.length > MOST_CALLS_OF_A_REQUEST)
    throw refused(
      `one request has more than ${MOST_CALLS_OF_A_REQUEST} calls (line ${line}, ${quoted(request)})`,
      'Export an id of its own for each request of a user.',
    )
}

/** One list for all: most of a million requests never fail. */
const NONE: readonly Failure[] = []

const tooMany = (column: string, most: number) =>
  refused(
    `${column} has more than ${most} different values`,
    column === 'feature_tag'
      ? 'A feature tag names a workload. With --workload ID all rows count for one.'
      : 'Export the id of the model, not of a deployment or a request.',
  )
