/** Items by their key, in the order in which they came; linear, however many share one. */
export const groupBy = <Key, Item>(
  items: Iterable<Item>,
  keyOf: (item: Item) => Key,
): ReadonlyMap<Key, readonly Item[]> => collect(entries(items, keyOf))

/** Values by their key, in the order in which they came. */
export function collect<Key, Value>(
  pairs: Iterable<readonly [Key, Value]>,
): ReadonlyMap<Key, readonly Value[]> {
  const groups = new Map<Key, Value[]>()
  for (const [key, value] of pairs) {
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [value])
    else group.push(value)
  }
  return groups
}

function* entries<Key, Item>(items: Iterable<Item>, keyOf: (item: Item) => Key) {
  for (const item of items) yield [keyOf(item), item] as const
}
