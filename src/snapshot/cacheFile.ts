import { randomUUID } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** `read` gives null when there is no file yet. */
export type CacheFile = { readonly read: () => string | null; readonly write: (text: string) => void }

/**
 * A file of ours in the git directory: never part of a commit, so a pull request cannot bring its own. Without
 * a git directory nothing is kept.
 */
export function cacheFile(gitDir: string | null, name: string): CacheFile {
  if (gitDir === null) return { read: () => null, write: () => {} }
  const path = join(gitDir, 'unitcost', name)
  return {
    read: () => {
      try {
        return readFileSync(path, 'utf8')
      } catch {
        return null
      }
    },
    // A cache that cannot be written costs time, never the result. Renamed into place: two runs may meet.
    write: text => {
      try {
        mkdirSync(dirname(path), { recursive: true })
        const draft = `${path}.${randomUUID()}`
        writeFileSync(draft, text)
        renameSync(draft, path)
      } catch {
        return
      }
    },
  }
}
