import { joined, textOf } from '../template/made-of.ts'
import { known } from '../value.ts'
import type { Origin, Value } from '../value.ts'

/** `format('{0}/{1}', account, name)`: texts with the values in the places of their numbers. */
export function formatted([pattern, ...values]: readonly Value[], here: Origin): Value {
  if (pattern === undefined || pattern.kind === 'unknown') return pattern ?? known('', here)
  const pieces = (textOf(pattern) ?? '').split(/\{(\d+)(?::[^{}]*)?\}/)
  const parts = pieces.map((piece, index) =>
    index % 2 === 0 ? known(piece, here) : (values[Number(piece)] ?? known('', here)),
  )
  return joined(parts, '', here)
}
