/** The path in the tree of a file that is named relative to another one; null when it lies outside of the tree. */
export function pathBeside(path: string, written: string): string | null {
  const segments = path.split('/').slice(0, -1)
  for (const segment of written.split('/')) {
    if (segment === '..' && segments.pop() === undefined) return null
    if (segment !== '..' && segment !== '.' && segment !== '') segments.push(segment)
  }
  return segments.join('/')
}
