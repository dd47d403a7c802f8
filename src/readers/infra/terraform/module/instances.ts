import type { Value } from '../../value.ts'
import { known, unknownValue } from '../../value.ts'
import { spend } from '../../hcl/evaluate/context.ts'
import type { Context } from '../../hcl/evaluate/context.ts'
import { described, isNull, numberOf, sortedEntries, textOf } from '../../hcl/evaluate/convert.ts'
import { evaluate } from '../../hcl/evaluate/evaluate.ts'
import { mapOf } from '../../hcl/evaluate/outcome.ts'
import { attributeOf, type Declared, type Setting, written } from './source-file.ts'

/** One instance of a block with `count` or `for_each`. */
export type Instance = {
  /** `0`, `"eu"`; `?`: nobody knows how many there are; null: the block has no count. */
  readonly key: string | null
  /** `count` or `each`, as the block's expressions see it. */
  readonly names: ReadonlyMap<string, Value>
  /** Why nobody knows how many there are. */
  readonly problem: string | null
}

const MAX_INSTANCES = 1_000

/** Said of what a module has none of, unless its caller wants some. */
export const CALLER_DECIDES = 'whose default is none: whoever calls the module decides'

/** No instance at all is proof of absence, unless only the default of a module's variable says so. */
export function instancesOf(
  { block, file }: Declared,
  context: Context,
  isOpen: boolean,
): readonly Instance[] {
  const forEach = attributeOf(block.body, 'for_each')
  const attribute = forEach ?? attributeOf(block.body, 'count')
  if (attribute === undefined) return SINGLE
  const value = evaluate(attribute.value, context)
  if (isNull(value) && forEach === undefined) return SINGLE
  const rounds = forEach === undefined ? counted(value) : eachOf(value)
  const problem = rounds === null ? notACount(value) : problemWith(rounds, value, isOpen)
  if (problem !== null || rounds === null || !spend(context.budget, rounds.length))
    return nobodyKnows({ attribute, file }, value, problem ?? 'more than is evaluated')
  return rounds.map(([key, names]) => ({ key, names: new Map([names]), problem: null }))
}

const notACount = (value: Value): string =>
  value.kind === 'unknown' ? value.reason : `${described(value)}, which is not a count`

function problemWith(rounds: readonly Round[], { origin }: Value, isOpen: boolean): string | null {
  if (rounds.length > MAX_INSTANCES) return `more than ${MAX_INSTANCES} instances`
  if (rounds.length > 0 || !isOpen || origin.source !== 'default') return null
  return `${origin.name}, ${CALLER_DECIDES}`
}

const SINGLE: readonly Instance[] = [{ key: null, names: new Map(), problem: null }]

type Round = readonly [key: string, names: readonly [string, Value]]

function counted(value: Value): readonly Round[] | null {
  const count = numberOf(value)
  if (count === null || count < 0 || !Number.isInteger(count)) return null
  // One more than is allowed is enough to be refused.
  return Array.from({ length: Math.min(count, MAX_INSTANCES + 1) }, (_, index) => [
    String(index),
    ['count', mapOf(new Map([['index', known(index, value.origin)]]), value.origin)],
  ])
}

function eachOf(value: Value): readonly Round[] | null {
  if (value.kind !== 'map' && value.kind !== 'list') return null
  const entries: readonly (readonly [string | null, Value])[] =
    value.kind === 'map' ? sortedEntries(value.entries) : value.items.map(item => [textOf(item), item])
  const rounds = entries.map(([key, item]): Round | null => {
    if (key === null) return null
    const each = new Map([
      ['key', known(key, value.origin)],
      ['value', item],
    ])
    return [JSON.stringify(key), ['each', mapOf(each, value.origin)]]
  })
  return rounds.every(round => round !== null) ? rounds : null
}

/** It may be none, one or many: one stands for them, and says why. */
function nobodyKnows(setting: Setting, { origin }: Value, why: string): readonly Instance[] {
  const source = written(setting)
  const isItself = why.startsWith(source)
  const problem = `${setting.attribute.name} = ${isItself ? why : `${source} rests on ${why}`}`
  const unknown = unknownValue(why, origin)
  const names = new Map([
    ['count', mapOf(new Map([['index', unknown]]), origin)],
    [
      'each',
      mapOf(
        new Map([
          ['key', unknown],
          ['value', unknown],
        ]),
        origin,
      ),
    ],
  ])
  return [{ key: '?', names, problem }]
}
