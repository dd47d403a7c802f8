import { readdirSync, type Dirent } from 'node:fs'
import { join, resolve } from 'node:path'
import { UnitcostError } from '../model/diagnostic.ts'
import { skipped } from './content.ts'
import { diskEntry, readDisk } from './disk.ts'
import { sorted } from './listing.ts'
import type { Content, Entry, Tree } from './tree.ts'

const MAX_FILES = 100_000
const IGNORED: ReadonlySet<string> = new Set(['.git', 'node_modules'])

/**
 * A folder without git, less `.git` and `node_modules`. Symbolic links are named, not followed.
 * @throws UnitcostError `not-a-directory`, `too-many-files` (above `maxFiles`)
 */
export async function directoryTree(dir: string, maxFiles = MAX_FILES): Promise<Tree> {
  const root = resolve(dir)
  const entries = sorted(listing(root, maxFiles))
  return {
    label: dir,
    revision: null,
    entries,
    read: async paths =>
      new Map(
        paths.flatMap((path): [string, Content][] => {
          const entry = entries.get(path)
          if (!entry) return []
          return [[path, entry.kind === 'file' ? readDisk(root, path) : skipped(entry.kind)]]
        }),
      ),
  }
}

function listing(root: string, maxFiles: number): readonly (readonly [string, Entry])[] {
  const found: (readonly [string, Entry])[] = []
  const folders = ['']
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    for (const child of childrenOf(root, folder)) {
      const path = folder + child.name
      if (child.isDirectory()) folders.push(`${path}/`)
      const entry = child.isDirectory() ? null : diskEntry(root, path)
      if (entry) found.push([path, entry])
    }
    if (found.length + folders.length > maxFiles) throw tooMany(root, maxFiles)
  }
  return found
}

function childrenOf(root: string, folder: string): readonly Dirent[] {
  try {
    const children = readdirSync(join(root, folder), { withFileTypes: true })
    return children.filter(({ name }) => !IGNORED.has(name))
  } catch (error) {
    // A folder below the root that may not be listed is as good as absent; the root itself is a mistake.
    if (folder !== '') return []
    const hint = 'Name a folder that exists and can be read.'
    throw new UnitcostError('not-a-directory', `${root} cannot be listed: ${String(error)}`, hint)
  }
}

const tooMany = (root: string, maxFiles: number) =>
  new UnitcostError(
    'too-many-files',
    `${root} holds more than ${maxFiles} files`,
    'Name a smaller folder, or use a git repository: ignored files are left out there.',
  )
