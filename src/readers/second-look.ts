import type { Tree } from '../snapshot/tree.ts'
import type { FileReading, TreeReading } from './read-tree.ts'

/**
 * A file can be broken so badly that its own reader does not recognize it any more. Whatever gave facts at
 * base and is not recognized as the same format at head is shown to base's reader again: if that calls it
 * broken, it is broken, and not merely gone.
 */
export async function secondLook(
  tree: Tree,
  { head, base, formerPath }: { head: TreeReading; base: TreeReading; formerPath: (path: string) => string },
): Promise<TreeReading> {
  const doubtful = [...head].flatMap(([path, reading]) => {
    const former = base.get(formerPath(path))
    const known = former !== undefined && former.facts.length > 0 && former.reader !== reading.reader
    return known && reading.diagnostics.length === 0 ? [{ path, reading, id: former.reader }] : []
  })
  if (doubtful.length === 0) return head
  const [contents, { readers }] = await Promise.all([
    tree.read(doubtful.map(({ path }) => path)),
    import('./index.ts'),
  ])
  const broken = doubtful.flatMap(({ path, reading, id }): readonly (readonly [string, FileReading])[] => {
    const content = contents.get(path)
    const reader = readers.find(candidate => candidate.id === id)
    if (content?.kind !== 'text' || reader === undefined) return []
    const { diagnostics } = reader.read({ path, text: content.text })
    const errors = diagnostics.filter(({ severity }) => severity === 'error')
    return errors.length === 0 ? [] : [[path, { ...reading, diagnostics: errors }]]
  })
  return new Map([...head, ...broken])
}
