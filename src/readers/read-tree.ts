import { blobId } from '../snapshot/content.ts'
import type { Entry, Tree } from '../snapshot/tree.ts'
import type { Read, ReadingCache, Seen } from './reading-cache.ts'
import { isRelevant } from './relevant.ts'

/** What was read of one tree: a reading for each path that looked like something. */
export type TreeReading = ReadonlyMap<string, FileReading>

/** `reader` null: the file could not be read at all, and the diagnostics say why. */
export type FileReading = Read & {
  /** Identity of the content that was read. */
  readonly key: string
}

export type Knowledge = {
  /** Paths from unitcost.yml: they are prompts even where no pattern says so. */
  readonly named: ReadonlySet<string>
  /** The other side of the change. */
  readonly known: TreeReading
  /** Earlier runs. */
  readonly cache: ReadingCache
}

/**
 * Reads every file that a reader asks for, and every file that the configuration names. Nothing else of the
 * tree is touched. A file whose content was read before is not read again.
 */
export async function readTree(tree: Tree, { named, known, cache }: Knowledge): Promise<TreeReading> {
  const wanted = [...tree.entries].flatMap(([path, entry]): Wanted[] => {
    const isNamed = named.has(path)
    if (!isNamed && !isRelevant(path)) return []
    const seen = { path, key: keyOf(entry), isNamed }
    const old = known.get(path)
    return [{ seen, before: old?.key === seen.key ? old : cache.get(seen) }]
  })
  const fresh = wanted.flatMap(({ seen, before }) => (before === undefined ? [seen] : []))
  const now = await readNow(tree, fresh, cache)
  return new Map(
    wanted.flatMap(({ seen: { path, key }, before }) => {
      const read = before ?? now.get(path)
      return read === undefined ? [] : [[path, { ...read, key }]]
    }),
  )
}

type Wanted = { readonly seen: Seen; readonly before: Read | undefined }

/** A link and a file may have the same bytes. */
const keyOf = ({ kind, key }: Entry) => (kind === 'file' ? key : `${kind} ${key}`)

async function readNow(tree: Tree, files: readonly Seen[], cache: ReadingCache) {
  if (files.length === 0) return new Map<string, Read>()
  // Readers and their parsers are most of this program: where nothing is to be read, they are not loaded.
  const [contents, { readContent }] = await Promise.all([
    tree.read(files.map(({ path }) => path)),
    import('./read-content.ts'),
  ])
  return new Map(
    files.map(file => {
      const content = contents.get(file.path)
      const read = readContent(file, content)
      // What has no text today may have one tomorrow; and a file on disk may change while it is being read.
      if (content?.kind === 'text' && isIdOf(file.key, content.text)) cache.set(file, read)
      return [file.path, read]
    }),
  )
}

const isIdOf = (key: string, text: string) =>
  /^[0-9a-f]+$/.test(key) && blobId(Buffer.from(text), key.length === 64 ? 'sha256' : 'sha1') === key
