import { statSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { UnitcostError } from '../model/diagnostic.ts'
import { directoryTree } from './directory.ts'
import { diskEntry, readDisk } from './disk.ts'
import { withEvidence } from './evidence.ts'
import type { Change, Content, Entry, Tree } from './tree.ts'

/** Artifacts of a run hold a handful. */
const MOST_FILES = 1000

/**
 * A change whose head has the measurements of these folders and files. Base keeps its own: what is measured of it
 * comes from the default branch, never from a pull request.
 * @param paths relative to `from`
 * @throws UnitcostError `missing-evidence`; `too-many-files`
 */
export async function handOver(change: Change, paths: readonly string[], from: string): Promise<Change> {
  const trees = await Promise.all(paths.map(path => treeAt(resolve(from, path))))
  return { ...change, head: trees.reduce(withEvidence, change.head) }
}

/** Whether there is anything at all at a path: a job that failed leaves nothing. */
export const isThere = (path: string, from: string): boolean => kindOf(resolve(from, path)) !== null

async function treeAt(path: string): Promise<Tree> {
  const kind = kindOf(path)
  if (kind === 'folder') return directoryTree(path, MOST_FILES)
  if (kind === 'file') return fileTree(path)
  throw new UnitcostError(
    'missing-evidence',
    `there is no evidence at ${path}`,
    'Name a folder or a file that a benchmark or an eval wrote, or leave the option out.',
  )
}

function kindOf(path: string): 'folder' | 'file' | null {
  const stats = statSync(path, { throwIfNoEntry: false })
  if (stats === undefined) return null
  return stats.isDirectory() ? 'folder' : stats.isFile() ? 'file' : null
}

function fileTree(path: string): Tree {
  const [root, name] = [dirname(path), basename(path)]
  const entry = diskEntry(root, name)
  const entries = new Map<string, Entry>(entry === null ? [] : [[name, entry]])
  return {
    label: path,
    revision: null,
    entries,
    read: async paths =>
      new Map(
        paths.flatMap((asked): readonly (readonly [string, Content])[] =>
          asked === name && entry?.kind === 'file' ? [[name, readDisk(root, name)]] : [],
        ),
      ),
  }
}
