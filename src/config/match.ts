/** True when one of the patterns is the id, where `*` stands for any text, `/` included. */
export const matchesAny = (patterns: readonly string[], id: string): boolean =>
  patterns.some(pattern => matches(pattern, id))

/** Linear in the id for every pattern, because patterns come from the tree. */
function matches(pattern: string, id: string): boolean {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) return id === pattern
  if (!id.startsWith(first)) return false
  let from = first.length
  for (const part of rest) {
    const found = id.indexOf(part, from)
    if (found === -1) return false
    from = found + part.length
  }
  return id.length - last.length >= from && id.endsWith(last)
}
