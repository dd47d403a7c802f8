import type { Mapping } from '../../model/mapping.ts'
import type { Tree } from '../../snapshot/tree.ts'
import type { FileReading, TreeReading } from '../read-tree.ts'
import { mappedReader } from './mapped.ts'

/**
 * Reads the files of home-made formats as unitcost.yml says. They are read on every run, and in place of what a
 * built-in reader would make of them: the mapping may have changed where the file did not.
 */
export async function readMapped(tree: Tree, mappings: readonly Mapping[]): Promise<TreeReading> {
  if (mappings.length === 0) return new Map()
  const reader = mappedReader(mappings)
  const files = [...tree.entries].filter(
    ([path, { kind }]) => kind === 'file' && reader.sniff({ path, text: '' }),
  )
  const contents = await tree.read(files.map(([path]) => path))
  return new Map(
    files.flatMap(([path, { key }]): readonly (readonly [string, FileReading])[] => {
      const content = contents.get(path)
      if (content?.kind !== 'text') return []
      return [[path, { ...reader.read({ path, text: content.text }), key, reader: reader.id, projects: [] }]]
    }),
  )
}

/** Prompt files that mapped calls load: the admin said what they are, whatever they are called. */
export const namedPrompts = (reading: TreeReading): readonly string[] =>
  [...reading.values()].flatMap(({ facts }) =>
    facts.flatMap(fact => (fact.kind === 'call' ? (fact.prompt ?? []) : [])),
  )
