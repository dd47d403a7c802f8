import type { Place } from '../../model/evidence.ts'
import type { CallFact } from '../../model/fact.ts'
import { STEP_KEYS, type Api } from './apis.ts'
import type { Client } from './client.ts'
import { dotted, entryOf, type CallSite, type Entry, type Expression, type Loop } from './module.ts'
import type { Reading } from './names.ts'
import { numberOf, type Stated } from './settings.ts'

export type Repeating = {
  readonly site: CallSite
  readonly given: readonly Entry[]
  readonly api: Api | null
  readonly client: Client
  readonly at: Reading
}

/** A loop that can end early is an agent, one that cannot is a batch. */
export function repetitionOf(
  { site, given, api, client, at }: Repeating,
  place: (line: number) => Place,
): Pick<CallFact, 'loop' | 'repeats'> {
  const steps = stepsOf(given, at) ?? (api?.steps === undefined ? null : client.steps)
  const most = steps?.value ?? api?.steps
  if (most !== undefined)
    return { loop: { max: most, at: place(steps?.line ?? site.call.line) }, repeats: null }
  const around = site.loops.at(-1)
  return around === undefined ? { loop: null, repeats: null } : inLoop(around, at, place)
}

function inLoop(loop: Loop, at: Reading, place: (line: number) => Place): Pick<CallFact, 'loop' | 'repeats'> {
  const times = loop.times === null ? null : numberOf(loop.times, at)
  const line = place(times?.line ?? loop.line)
  return loop.ends
    ? { loop: { max: times?.value ?? null, at: line }, repeats: null }
    : { loop: null, repeats: { times: times?.value ?? null, at: line } }
}

/** `stopWhen: stepCountIs(5)`, also among other conditions; `maxSteps: 5`. */
function stepsOf(given: readonly Entry[], at: Reading): Stated | null {
  const stop = entryOf(given, ['stopWhen'])?.value
  const conditions: readonly Expression[] =
    stop === undefined ? [] : stop.kind === 'list' ? stop.items : [at.names.meaning(stop, at.scope)]
  const counted = conditions.flatMap(condition =>
    condition.kind === 'call' && /(?:^|\.)(?:stepCountIs|isStepCount)$/u.test(dotted(condition.callee))
      ? (numberOf(condition.args[0], at) ?? [])
      : [],
  )
  return counted[0] ?? numberOf(entryOf(given, STEP_KEYS)?.value, at)
}
