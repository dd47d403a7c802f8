import type { Call, Route, Target } from '../model/workload.ts'
import { share } from '../units.ts'
import { targetsOf } from './texts.ts'

export type ApiBeside = { readonly call: Call; readonly target: Target }

/** The same call, all of it to the API that it also names; null where it names none. */
export function apiBeside(call: Call): ApiBeside | null {
  const target = targetsOf(call).find(
    ({ deployment, problem }) => deployment === 'on-demand' && problem === null,
  )
  if (target === undefined) return null
  const route: Route = { ...call.route, ...only(target), fallbacks: [], escalation: null, retries: 0 }
  return { call: { ...call, route }, target }
}

const only = (target: Target) => ({
  selection: 'weighted' as const,
  targets: [{ ...target, share: share(1) }],
})
