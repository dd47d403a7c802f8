import type { Origin, Scalar, Value } from '../../../value.ts'
import { known } from '../../../value.ts'
import { unknownInside } from '../compare.ts'
import { spend, type Budget } from '../context.ts'
import { described, numberOf, textOf } from '../convert.ts'
import { failure, listOf, originOf, scalarOf } from '../outcome.ts'

/** A function of the language. Its arguments did not fail, but may be unknown. */
export type BuiltIn = (args: readonly Value[], call: Call) => Value

export type Call = { readonly name: string; readonly here: Origin; readonly budget: Budget }

/** Longer lists and texts are not made: a few short calls could make one of any size. */
export const MAX_ITEMS = 20_000
export const MAX_TEXT = 100_000

/** Everything has to be known, to any depth. */
export const whole =
  (fn: BuiltIn): BuiltIn =>
  (args, call) =>
    unknownInside(args, call.budget) ?? fn(args, call)

type Plain = Scalar | readonly Scalar[]

/** Texts in, a plain value out; null: not defined for these. */
export const onTexts = (fn: (...texts: string[]) => Plain | null): BuiltIn =>
  whole((args, call) => {
    const texts = args.map(textOf)
    return texts.every(text => text !== null) ? plain(fn(...texts), args, call) : refused(args, call)
  })

/** Numbers in, a plain value out; null: not defined for these. */
export const onNumbers = (fn: (...numbers: number[]) => Plain | null): BuiltIn =>
  whole((args, call) => {
    const numbers = args.map(numberOf)
    return numbers.every(number => number !== null) ? plain(fn(...numbers), args, call) : refused(args, call)
  })

export function plain(result: Plain | null, args: readonly Value[], call: Call): Value {
  const origin = originOf(args, call.here)
  const isOdd = typeof result === 'number' && !Number.isFinite(result)
  const isLong = typeof result === 'string' && result.length > MAX_TEXT
  if (result === null || isOdd || isLong) return refused(args, call)
  if (!isScalar(result) && (result.length > MAX_ITEMS || !spend(call.budget, result.length)))
    return refused(args, call)
  return isScalar(result)
    ? scalarOf(args, call.here, result)
    : listOf(
        result.map(item => known(item, origin)),
        origin,
      )
}

const isScalar = (value: Plain): value is Scalar => !Array.isArray(value)

/** `element("a", 0)`, which has no result. */
export const refused = (args: readonly Value[], { name, here }: Call): Value =>
  failure(`${name}(${args.slice(0, 3).map(described).join(', ')}), which has no result`, here)

/** A list of these, unless it is too long. */
export function list(items: readonly Value[], args: readonly Value[], call: Call): Value {
  if (!spend(call.budget, items.length) || items.length > MAX_ITEMS) return refused(args, call)
  return listOf(items, originOf(args, call.here))
}
