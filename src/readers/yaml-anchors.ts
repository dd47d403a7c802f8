import { isAlias, isCollection, isNode, isPair } from 'yaml'
import type { Alias, Document, Node } from 'yaml'

const MAX_DEPTH = 100
const MAX_VALUES = 1_000_000

export type Anchors =
  /** What each alias stands for. An alias without an anchor is missing. */
  | { readonly kind: 'read'; readonly targets: ReadonlyMap<Alias, Node> }
  | { readonly kind: 'refused'; readonly why: string; readonly offset: number }

type Refusal = { readonly why: string; readonly offset: number }
type Anchored = { readonly node: Node; readonly size: number; readonly depth: number }
/** How large a value is with all of its aliases written out. */
type Extent = { readonly size: number; readonly depth: number }

const LEAF: Extent = { size: 1, depth: 1 }

/**
 * Resolves the aliases of a document in one pass and refuses it when it would unfold to more than a million
 * values or a hundred levels, or when a value contains itself.
 * https://yaml.org/spec/1.2.2/#71-alias-nodes
 */
export function anchorsOf(document: Document): Anchors {
  const targets = new Map<Alias, Node>()
  const anchored = new Map<string, Anchored | 'open'>()
  const refusals: Refusal[] = []
  const refuse = (why: string, node: Node): Extent => {
    refusals.push({ why, offset: node.range?.[0] ?? 0 })
    return LEAF
  }

  const extentOf = (node: unknown, level: number): Extent => {
    if (refusals.length > 0 || !isNode(node)) return LEAF
    if (isAlias(node)) return extentOfAlias(node, level)
    if (node.anchor !== undefined) anchored.set(node.anchor, 'open')
    const extent = isCollection(node) ? extentOfItems(node, node.items, level) : LEAF
    if (node.anchor !== undefined) anchored.set(node.anchor, { node, ...extent })
    return extent
  }

  const extentOfAlias = (alias: Alias, level: number): Extent => {
    const target = anchored.get(alias.source)
    if (target === undefined) return LEAF
    if (target === 'open') return refuse('a value contains itself', alias)
    targets.set(alias, target.node)
    return bounded(alias, target, level)
  }

  const extentOfItems = (node: Node, items: readonly unknown[], level: number): Extent => {
    if (level >= MAX_DEPTH) return refuse(`it is nested more than ${MAX_DEPTH} levels deep`, node)
    const children = items.flatMap(item => (isPair(item) ? [item.key, item.value] : [item]))
    let size = 1
    let depth = 0
    for (const child of children) {
      const extent = extentOf(child, level + 1)
      size += extent.size
      depth = Math.max(depth, extent.depth)
    }
    return bounded(node, { size, depth: depth + 1 }, level)
  }

  const bounded = (node: Node, { size, depth }: Extent, level: number): Extent => {
    if (size > MAX_VALUES) return refuse('its aliases unfold to more than a million values', node)
    if (level + depth > MAX_DEPTH + 1) return refuse(`it is nested more than ${MAX_DEPTH} levels deep`, node)
    return { size, depth }
  }

  extentOf(document.contents, 0)
  const [refusal] = refusals
  return refusal === undefined ? { kind: 'read', targets } : { kind: 'refused', ...refusal }
}
