import type { Value } from '../../value.ts'
import { known, unknownValue } from '../../value.ts'
import type { Block, Body, Expression } from '../../hcl/ast.ts'
import { originIn, withNames } from '../../hcl/evaluate/context.ts'
import type { Context } from '../../hcl/evaluate/context.ts'
import { isNull, sortedEntries } from '../../hcl/evaluate/convert.ts'
import { evaluate } from '../../hcl/evaluate/evaluate.ts'
import { listOf, mapOf } from '../../hcl/evaluate/outcome.ts'
import { attributeOf } from './source-file.ts'

/** Attributes of a block as values, and its nested blocks as lists of maps: `dynamic` ones too. */
export function blockValues(body: Body, context: Context, skipped = NONE): ReadonlyMap<string, Value> {
  const values = new Map<string, Value>()
  for (const block of body.blocks) {
    const type = typeOf(block)
    if (!skipped.has(type)) values.set(type, joined(values.get(type), nested(block, context)))
  }
  for (const { name, value } of body.attributes)
    if (!skipped.has(name)) values.set(name, evaluate(value, context))
  return values
}

const NONE: ReadonlySet<string> = new Set()

/** The nested blocks of one type; null when there are none. */
export function nestedBlocks(body: Body, type: string, context: Context): Value | null {
  const blocks = body.blocks.filter(block => typeOf(block) === type)
  return blocks.reduce<Value | null>(
    (found, block) => joined(found ?? undefined, nested(block, context)),
    null,
  )
}

const typeOf = ({ type, labels }: Block): string => (type === 'dynamic' ? (labels[0] ?? '') : type)

/** How many there are is unknown as soon as one part of them is. */
function joined(before: Value | undefined, more: Value): Value {
  if (before === undefined || more.kind === 'unknown') return more
  if (before.kind !== 'list' || more.kind !== 'list') return before
  return listOf([...before.items, ...more.items], before.origin)
}

function nested(block: Block, context: Context): Value {
  const here = originIn(context, block.span)
  if (block.type !== 'dynamic') return listOf([mapOf(blockValues(block.body, context), here)], here)
  const [type = ''] = block.labels
  const forEach = attributeOf(block.body, 'for_each')?.value
  const content = block.body.blocks.find(inner => inner.type === 'content')?.body
  if (forEach === undefined || content === undefined) return unknownValue(`dynamic "${type}"`, here)
  const over = evaluate(forEach, context)
  const rounds = roundsOf(over)
  if (over.kind === 'unknown') return { ...over, reason: `dynamic "${type}" for each of ${over.reason}` }
  if (rounds === null) return unknownValue(`dynamic "${type}"`, here)
  const iterator = nameOf(attributeOf(block.body, 'iterator')?.value) ?? type
  const items = rounds.map(([key, value]) => {
    const each = mapOf(
      new Map([
        ['key', key],
        ['value', value],
      ]),
      over.origin,
    )
    return mapOf(blockValues(content, withNames(context, [[iterator, each]])), here)
  })
  return listOf(items, here)
}

function roundsOf(over: Value): readonly (readonly [Value, Value])[] | null {
  if (isNull(over)) return []
  if (over.kind === 'list') return over.items.map((item, index) => [known(index, over.origin), item])
  if (over.kind !== 'map') return null
  return sortedEntries(over.entries).map(([key, value]) => [known(key, over.origin), value])
}

const nameOf = (expression: Expression | undefined): string | null => {
  if (expression?.kind === 'variable') return expression.name
  return expression?.kind === 'literal' ? String(expression.value) : null
}
