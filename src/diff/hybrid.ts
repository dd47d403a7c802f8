import type { Call, Caching, Route, Target, TargetGroup, Workload } from '../model/workload.ts'
import type { DriverKind } from './driver.ts'
import { pair } from './pair.ts'

/**
 * The workload that the change would have made if only some of its causes had happened: each cause in
 * `changed` is taken from head, every other one from base.
 */
export function hybrid(base: Workload, head: Workload, changed: ReadonlySet<DriverKind>): Workload {
  const from = (kind: DriverKind) => (changed.has(kind) ? head : base)
  const partners = pair(base.calls, head.calls, call => call.id)
  const calls = partners.flatMap(([before, after]) => {
    if (before !== null && after !== null) return hybridCall(before, after, changed)
    // A call that only one side has comes and goes with `calls`.
    const only = from('calls') === head ? after : before
    return only ?? []
  })
  const { capacity, fixedCosts, benchmarks, latency } = from('capacity')
  return { ...head, calls, traffic: from('traffic').traffic, capacity, fixedCosts, benchmarks, latency }
}

function hybridCall(base: Call, head: Call, changed: ReadonlySet<DriverKind>): Call {
  const from = (kind: DriverKind) => (changed.has(kind) ? head : base)
  return {
    id: head.id,
    at: head.at,
    prompt: from('prompt').prompt,
    context: from('context').context,
    retrieval: from('retrieval').retrieval,
    output: from('output').output,
    repetition: from('calls').repetition,
    caching: hybridCaching(from('caching')),
    retries: from('retries').retries,
    route: hybridRoute(base.route, head.route, changed),
    about: head.about,
  }
}

/** The order of the prompt decides what can be cached, so it travels with `caching`; the text with `prompt`. */
const hybridCaching = (call: Call): Caching => ({ ...call.caching, prefix: call.prompt })

function hybridRoute(base: Route, head: Route, changed: ReadonlySet<DriverKind>): Route {
  const shape = changed.has('routing') ? head : base
  const group = (before: TargetGroup | null, after: TargetGroup | null) => {
    const own = shape === head ? after : before
    return own === null ? [] : [hybridGroup({ own, before: before ?? own, after: after ?? own }, changed)]
  }
  const [primary] = group(base, head)
  const escalation = shape.escalation
  const [bigger] = group(base.escalation?.to ?? null, head.escalation?.to ?? null)
  return {
    ...(primary ?? shape),
    fallbacks: pairGroups(base, head, shape).flatMap(([before, after]) => group(before, after)),
    routerCalls: shape.routerCalls,
    gateway: shape.gateway,
    escalation: escalation === null ? null : { ...escalation, to: bigger ?? escalation.to },
  }
}

/** In the order of the shape: the order of fallbacks is part of `routing`. */
function pairGroups(base: Route, head: Route, shape: Route) {
  const pairs = pair(base.fallbacks, head.fallbacks, group => group.id)
  const side = shape === head ? 1 : 0
  return shape.fallbacks.flatMap(own => pairs.filter(groups => groups[side] === own))
}

type Sides = { readonly own: TargetGroup; readonly before: TargetGroup; readonly after: TargetGroup }

function hybridGroup({ own, before, after }: Sides, changed: ReadonlySet<DriverKind>): TargetGroup {
  const pairs = pair(before.targets, after.targets, target => target.id)
  const targets = own.targets.map(target => {
    const [old, current] = pairs.find(sides => sides.includes(target)) ?? [null, null]
    return hybridTarget(target, { old: old ?? target, current: current ?? target }, changed)
  })
  return { ...own, targets, retries: (changed.has('retries') ? after : before).retries }
}

function hybridTarget(
  own: Target,
  { old, current }: { old: Target; current: Target },
  changed: ReadonlySet<DriverKind>,
): Target {
  const model = changed.has('model') ? current : old
  const price = changed.has('price') ? current : old
  const { model: name, deployment, region, problem } = model
  return { ...own, model: name, deployment, region, problem, stated: price.stated }
}
