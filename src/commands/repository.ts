import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { gate } from '../gate.ts'
import type { Judged } from '../report/result.ts'
import { openRepository, type Repository } from '../snapshot/change.ts'
import type { Change } from '../snapshot/tree.ts'
import { fileCache } from '../tokens/count-cache.ts'
import type { Host } from './host.ts'
import type { Common } from './options.ts'

export const repositoryOf = ({ repo }: Pick<Common, 'repo'>, { cwd, env }: Host): Promise<Repository> =>
  openRepository(resolve(cwd, repo), { env })

/** Judges a change, and remembers token counts beside the repository: the next run counts only what is new. */
export async function judgeChange(
  change: Change,
  { config, date }: { readonly config: string | null; readonly date: string | null },
  { gitDir, today }: { readonly gitDir: string | null; readonly today: string },
): Promise<Judged> {
  const counts = fileCache(countFile(gitDir))
  const result = await gate({ change, config, date: date ?? change.date ?? today, counts })
  counts.save()
  return result
}

/** In the git directory: never part of a commit, so a pull request cannot bring its own counts. */
function countFile(gitDir: string | null) {
  if (gitDir === null) return { read: () => null, write: () => {} }
  const path = join(gitDir, 'unitcost', 'token-counts.json')
  return {
    read: () => {
      try {
        return readFileSync(path, 'utf8')
      } catch {
        return null
      }
    },
    // A cache that cannot be written costs time, never the result. Renamed into place: two runs may meet.
    write: (text: string) => {
      try {
        mkdirSync(dirname(path), { recursive: true })
        const draft = `${path}.${process.pid}`
        writeFileSync(draft, text)
        renameSync(draft, path)
      } catch {
        return
      }
    },
  }
}
