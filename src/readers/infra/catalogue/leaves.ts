import type { Unknown, Value } from '../value.ts'

/** All texts of a value, at any depth. */
export const textsIn = (value: Value): readonly string[] =>
  leavesOf(value).flatMap(leaf =>
    leaf.kind === 'scalar' && typeof leaf.value === 'string' ? [leaf.value] : [],
  )

/** All unknown values inside a value. */
export const unknownsIn = (value: Value): readonly Unknown[] =>
  leavesOf(value).flatMap(leaf => (leaf.kind === 'unknown' ? [leaf] : []))

type Leaf = Extract<Value, { readonly kind: 'scalar' | 'unknown' }>

/** With a list of what is left instead of recursion: values from a tree may be nested very deep. */
function leavesOf(value: Value): readonly Leaf[] {
  const leaves: Leaf[] = []
  const left: Value[] = [value]
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    if (next.kind === 'list') for (const item of next.items) left.push(item)
    else if (next.kind === 'map') for (const item of next.entries.values()) left.push(item)
    else leaves.push(next)
  }
  return leaves
}
