/**
 * Whether two plain values (no functions, no cycles) say the same. Both sides of a change share what they read
 * of a file that did not change, so most comparisons end at a reference.
 * @param ignored keys whose values do not count
 */
export function same(a: unknown, b: unknown, ignored: ReadonlySet<string> = NOTHING): boolean {
  if (Object.is(a, b)) return true
  if (!isObject(a) || !isObject(b) || Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every(key => ignored.has(key) || (Object.hasOwn(b, key) && same(a[key], b[key], ignored)))
  )
}

const NOTHING: ReadonlySet<string> = new Set()

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null
