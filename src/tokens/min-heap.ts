/** Smallest number first. */
export type MinHeap = { readonly push: (key: number) => void; readonly pop: () => number | null }

/** A binary heap in one array that never grows: pushing more than `capacity` keys loses some. */
export function createMinHeap(capacity: number): MinHeap {
  const keys = new Float64Array(capacity)
  const keyAt = (at: number) => keys[at] ?? Infinity
  let size = 0

  const push = (key: number) => {
    let at = size++
    while (at > 0) {
      const parent = (at - 1) >> 1
      if (keyAt(parent) <= key) break
      keys[at] = keyAt(parent)
      at = parent
    }
    keys[at] = key
  }

  const pop = () => {
    if (size === 0) return null
    const least = keyAt(0)
    const last = keyAt(--size)
    let at = 0
    for (let child = 1; child < size; child = 2 * at + 1) {
      if (child + 1 < size && keyAt(child + 1) < keyAt(child)) child++
      if (keyAt(child) >= last) break
      keys[at] = keyAt(child)
      at = child
    }
    keys[at] = last
    return least
  }

  return { push, pop }
}
