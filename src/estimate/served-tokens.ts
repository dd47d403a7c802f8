import type { Call, Workload } from '../model/workload.ts'
import { callCost } from './call.ts'
import type { Meter } from './estimate.ts'
import { targetsOf } from './texts.ts'
import type { World } from './world.ts'

/** Expected tokens that own capacity carries in a month. */
export type ServedTokens = { readonly input: number; readonly output: number }

/** Null without traffic. What goes to an API beside is billed by the token, and is no use of the capacity. */
export function servedTokens(workload: Workload, world: World): ServedTokens | null {
  const { traffic } = workload
  if (traffic === null) return null
  const lines = ownCalls(workload).flatMap(call => callCost(call, 'expected', world).lines)
  const of = (meters: ReadonlySet<Meter>) =>
    lines.filter(({ meter }) => meters.has(meter)).reduce((tokens, line) => tokens + line.quantity, 0)
  return { input: traffic.expected * of(INPUT), output: traffic.expected * of(OUTPUT) }
}

function ownCalls({ calls }: Workload): readonly Call[] {
  const own = calls.filter(call => targetsOf(call).some(({ deployment }) => deployment !== 'on-demand'))
  return own.length > 0 ? own : calls
}

/** Reading a token in a batch is far cheaper than writing one: the usual ratio of API prices. */
export const OUTPUT_WEIGHT = 4

/** Work in input tokens: what machines carry is compared in it. */
export const weighed = ({ input, output }: ServedTokens): number => input + OUTPUT_WEIGHT * output

const INPUT: ReadonlySet<Meter> = new Set(['input', 'cache_read', 'cache_write'])
const OUTPUT: ReadonlySet<Meter> = new Set(['output'])
