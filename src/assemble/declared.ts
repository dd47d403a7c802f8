import type { CallConfig, WorkloadConfig } from '../config/config.ts'
import type { Diagnostic } from '../model/diagnostic.ts'
import { isDedicated } from '../model/deployment.ts'
import type { Place } from '../model/evidence.ts'
import type { CallFact, CapacityFact, PromptFact } from '../model/fact.ts'
import { declared, type Quantity } from '../model/quantity.ts'
import type { Call, Outcome, Route, Target, TargetGroup, Workload } from '../model/workload.ts'
import { usdPerRequest, type RequestsPerMonth } from '../units.ts'
import type { Surroundings } from './assemble.ts'
import { assembleCall, routeOfCall } from './call.ts'
import { promptOf } from './call-fact.ts'
import { benchmarksOf, capacityFor, capacityOf, carriedBy, fixedCostsOf, latencyOf } from './capacity.ts'
import { measuredBy } from './measured.ts'
import { NO_USAGE } from './call-usage.ts'
import { joinUsage } from './usage.ts'
import { sentLabels } from './labels.ts'
import { filesOf } from './route.ts'

export type Declared = {
  readonly workload: Workload
  /** Ids of the facts that it uses: they are not discovered again. */
  readonly used: readonly string[]
  readonly diagnostics: readonly Diagnostic[]
}

type PlaceOf = (...keys: readonly string[]) => Place

/** A workload of unitcost.yml, joined with what it names. */
export function declaredWorkload(id: string, around: Surroundings): Declared {
  const config: WorkloadConfig = around.config.workloads?.[id] ?? {}
  const at: PlaceOf = (...keys) => around.placeOf(['workloads', id, ...keys])
  const calls = Object.entries(config.calls ?? {}).map(([name, call]) => joinCall(name, call, { at, around }))
  const measured = measuredBy(config.evals ?? [], calls, around.library)
  const usage = joinUsage(id, { config, routes: calls.map(call => call.route), library: around.library })
  const missing = [
    ...calls.flatMap(call => call.missing),
    ...(config.served_by ?? [])
      .filter(reference => capacityFor(reference, around).length === 0)
      .map(reference => missingCapacity(reference, at('served_by'))),
    ...usage.missing
      .filter(reference => !around.broken.has(reference.split('#')[0] ?? ''))
      .map(reference => missingUsage(reference, at('usage'))),
  ]
  const assembled = calls.map((call, index) =>
    assembleCall({ ...call, measured, usage: usage.calls[index] ?? NO_USAGE }, around),
  )
  const capacity = capacityOf(id, config, { calls: assembled, around })
  return {
    workload: {
      id,
      identity: `declared:${id}`,
      origin: 'declared',
      at: at(),
      owner: config.owner ?? null,
      environment: config.environment ?? null,
      tags: config.tags ?? {},
      traffic: trafficOf(config, at) ?? usage.traffic,
      urgency: config.urgency ?? null,
      outcome: outcomeOf(config),
      calls: capacity.length > 0 ? assembled.map(call => paidByCapacity(call, capacity)) : assembled,
      capacity: capacity.map(carriedBy),
      fixedCosts: fixedCostsOf(config, at),
      benchmarks: benchmarksOf(capacity, assembled, around),
      latency: latencyOf(config),
      quality: measured.quality,
      evaluation: measured.evaluation,
      usage: usage.kept,
      problems: missing.map(({ message }) => message),
      files: [
        ...calls.flatMap(call => call.files),
        ...capacity.map(fact => fact.at.path),
        ...measured.files,
        ...usage.files,
      ],
    },
    used: [...calls.flatMap(call => call.used), ...capacity.map(fact => fact.id)],
    diagnostics: missing,
  }
}

function trafficOf({ traffic }: WorkloadConfig, at: PlaceOf): Quantity<RequestsPerMonth> | null {
  return traffic === undefined ? null : declared(traffic, at('traffic'))
}

function outcomeOf({ outcome }: WorkloadConfig): Outcome | null {
  if (outcome === undefined) return null
  const { name, requests, failure_usd } = outcome
  return { name, requests, failureUsd: usdPerRequest(failure_usd ?? 0) }
}

function joinCall(id: string, config: CallConfig, { at, around }: { at: PlaceOf; around: Surroundings }) {
  const place: PlaceOf = (...keys) => at('calls', id, ...keys)
  const written = config.prompt === undefined ? null : (around.library.prompts.get(config.prompt) ?? null)
  // What another file says about how this prompt is called: its maximum, its model, its loop.
  const how = written === null ? undefined : around.library.calls.find(call => call.id === written.id)
  const prompt = how === undefined ? written : { ...promptOf(how, written), id: how.id }
  const { route, used } = routeOfCall({ config, at: place, prompt }, around)
  const lost = config.prompt !== undefined && prompt === null ? [config.prompt] : []
  return {
    id,
    config: how?.loop == null || config.loop !== undefined ? config : { ...config, loop: loopOf(how.loop) },
    at: place,
    prompt,
    route,
    labels: prompt === null ? null : sentLabels(around.library.calls.filter(call => loads(call, prompt.id))),
    used: [...used, ...(prompt === null ? [] : [prompt.id])],
    files: [...allFiles(prompt, route), ...lost],
    missing: lost.filter(path => !around.broken.has(path)).map(path => missingPrompt(path, place('prompt'))),
  }
}

const loads = (call: CallFact, prompt: string) => call.id === prompt || call.prompt === prompt

const loopOf = ({ max }: { readonly max: number | null }) => (max === null ? {} : { max })

const allFiles = (prompt: PromptFact | null, route: Route): readonly string[] => [
  ...(prompt === null ? [] : [prompt.at.path]),
  ...filesOf(route),
]

const missingPrompt = (path: string, at: Place): Diagnostic => ({
  code: 'missing-prompt',
  severity: 'error',
  message: `the prompt ${path} is not in the tree`,
  hint: 'Correct the path (it counts from the root of the repository), or remove the call.',
  ...at,
})

const missingCapacity = (reference: string, at: Place): Diagnostic => ({
  code: 'missing-capacity',
  severity: 'error',
  message: `served_by names ${reference}, where no capacity was found`,
  hint: 'Name a file of the tree that declares GPUs or provisioned throughput, or the address of one resource.',
  ...at,
})

const missingUsage = (reference: string, at: Place): Diagnostic => ({
  code: 'missing-usage',
  severity: 'error',
  message: `usage names ${reference}, where no usage of this workload was found`,
  hint: 'Name a file that `unitcost import` wrote, with #NAME where it holds several workloads.',
  ...at,
})

const served = ({ deployment }: Target) => (deployment === 'on-demand' ? 'provisioned' : deployment)

/** Tokens of a model that the workload's own capacity serves are paid by the hour, not by the token. */
function paidByCapacity(call: Call, capacity: readonly CapacityFact[]): Call {
  const models = new Set(capacity.flatMap(({ model }) => model ?? []))
  const isServed = ({ deployment, model }: Target) =>
    isDedicated(deployment) || models.has(model.split('/').at(-1) ?? '')
  const group = <Group extends TargetGroup>(own: Group): Group => ({
    ...own,
    targets: own.targets.map((target): Target =>
      isServed(target)
        ? {
            ...target,
            deployment: served(target),
            problem: null,
            stated: { input: 0, output: 0, cacheRead: null, cacheWrite: null },
          }
        : target,
    ),
  })
  const { route } = call
  const escalation = route.escalation && { ...route.escalation, to: group(route.escalation.to) }
  return { ...call, route: { ...group(route), fallbacks: route.fallbacks.map(group), escalation } }
}
