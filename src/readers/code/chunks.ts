import type { Expression } from './module.ts'
import type { Reading } from './names.ts'

const DEEPEST = 10

/** How many retrieved pieces what is sent holds at most: the `4` of `chunks[:4]` or `chunks.slice(0, 4)`. */
export function chunksIn(
  expression: Expression,
  at: Reading,
  depth = 0,
): { readonly count: number; readonly line: number } | null {
  if (depth > DEEPEST) return null
  const value = at.names.meaning(expression, at.scope)
  if (value.kind === 'slice') {
    const to = value.to === null ? null : at.names.meaning(value.to, at.scope)
    return to?.kind === 'number' && to.value > 0 ? { count: to.value, line: value.line } : null
  }
  for (const inner of innerOf(value)) {
    const found = chunksIn(inner, at, depth + 1)
    if (found !== null) return found
  }
  return null
}

/** What an expression is made of. */
function innerOf(value: Expression): readonly Expression[] {
  if (value.kind === 'text') return value.parts.filter(part => typeof part !== 'string')
  if (value.kind === 'call')
    return [...(value.callee.kind === 'member' ? [value.callee.object] : []), ...value.args]
  if (value.kind === 'object') return value.entries.map(entry => entry.value)
  if (value.kind === 'list') return value.items
  if (value.kind === 'sum') return value.terms
  if (value.kind === 'either') return value.options
  return value.kind === 'member' ? [value.object] : []
}
