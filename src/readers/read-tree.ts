import type { Diagnostic } from '../model/diagnostic.ts'
import type { Content, Tree } from '../snapshot/tree.ts'
import { readers } from './index.ts'
import { PATTERNS } from './patterns.ts'
import { plain } from './prompts/plain.ts'
import { NOTHING, type Reader, type Reading } from './reader.ts'
import { isRelevant } from './relevant.ts'

/** What was read of one tree: a reading for each path that looked like something. */
export type TreeReading = ReadonlyMap<string, FileReading>

export type FileReading = Reading & {
  /** Identity of the content that was read. */
  readonly key: string
  /** Null: the file could not be read at all, and the diagnostics say why. */
  readonly reader: string | null
}

/**
 * Reads every file that a reader asks for, and every file that the configuration names. Nothing else of the
 * tree is touched. A file that is the same in `known` is not read again.
 * @param named paths from unitcost.yml: they are prompts even where no pattern says so
 */
export async function readTree(
  tree: Tree,
  { named, known }: { readonly named: ReadonlySet<string>; readonly known: TreeReading },
): Promise<TreeReading> {
  const wanted = [...tree.entries].filter(([path]) => named.has(path) || isRelevant(path))
  const fresh = wanted.filter(([path, entry]) => known.get(path)?.key !== entry.key)
  const contents = await tree.read(fresh.map(([path]) => path))
  return new Map(
    wanted.map(([path, { key }]) => {
      const old = known.get(path)
      if (old?.key === key) return [path, old]
      return [path, { ...readContent(path, contents.get(path), named.has(path)), key }]
    }),
  )
}

const matchingReaders = (path: string): readonly Reader[] =>
  readers.filter(({ id }) => PATTERNS[id]?.test(path))

function readContent(path: string, content: Content | undefined, isNamed: boolean): Omit<FileReading, 'key'> {
  if (content === undefined) return { ...NOTHING, reader: null }
  if (content.kind === 'skipped')
    return { facts: [], diagnostics: [notAnalysed(path, content.why)], reader: null }
  const file = { path, text: content.text }
  const reader = matchingReaders(path).find(candidate => candidate.sniff(file)) ?? (isNamed ? plain : null)
  return reader === null ? { ...NOTHING, reader: null } : { ...reader.read(file), reader: reader.id }
}

type Why = (Content & { kind: 'skipped' })['why']

const notAnalysed = (path: string, why: Why): Diagnostic => ({
  code: `not-analysed-${why}`,
  severity: 'error',
  message: `this file is not analysed: ${WHY[why]}`,
  hint: REMEDY[why],
  path,
  line: null,
})

const WHY: Readonly<Record<Why, string>> = {
  binary: 'it is not text',
  'too-large': 'it is larger than 1 MiB',
  symlink: 'it is a symbolic link, and links are not followed',
  submodule: 'it lies in a submodule',
  'lfs-pointer': 'it is a Git LFS pointer, and its content is not in this clone',
  unreadable: 'it cannot be read',
}

const REMEDY: Readonly<Record<Why, string>> = {
  binary: 'Keep prompts and configurations as UTF-8 text.',
  'too-large': 'Split it, or declare its size in unitcost.yml.',
  symlink: 'Name the file that the link points to.',
  submodule: 'Run unitcost in the repository of the submodule, or copy the file.',
  'lfs-pointer': 'Keep this file in git itself, or declare its size in unitcost.yml.',
  unreadable: 'Check that the file exists and may be read.',
}
