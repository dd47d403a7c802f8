/** How many folders two paths have in common, from the root on: the more, the nearer. */
export function sharedFolders(a: string, b: string): number {
  const [one, other] = [a.split('/'), b.split('/')]
  const differs = one.findIndex((folder, index) => folder !== other[index])
  return differs === -1 ? one.length : differs
}
