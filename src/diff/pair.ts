/**
 * Pairs two lists: by key where keys are equal, and what is left by position. A swapped model changes the
 * key of a target but not its place; a target without a partner was added or removed.
 */
export function pair<Item>(
  base: readonly Item[],
  head: readonly Item[],
  keyOf: (item: Item) => string,
): readonly (readonly [Item | null, Item | null])[] {
  const baseKeys = new Map(base.map(item => [keyOf(item), item]))
  const headKeys = new Set(head.map(keyOf))
  const orphans = base.filter(item => !headKeys.has(keyOf(item)))
  const pairs = head.map(item => {
    const partner = baseKeys.get(keyOf(item)) ?? orphans.shift() ?? null
    return [partner, item] as const
  })
  return [...pairs, ...orphans.map(item => [item, null] as const)]
}
