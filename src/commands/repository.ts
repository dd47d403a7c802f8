import { resolve } from 'node:path'
import { build } from '../version.ts'
import type { WaiverConfig } from '../config/config.ts'
import { readingCache } from '../readers/reading-cache.ts'
import type { Pending } from '../model/pending.ts'
import type { Judged } from '../report/result.ts'
import { withKeptEvidence } from '../running/kept-evidence.ts'
import { openRepository, type Repository } from '../snapshot/change.ts'
import { cacheFile } from '../snapshot/cacheFile.ts'
import type { Change } from '../snapshot/tree.ts'
import { fileCache } from '../tokens/count-cache.ts'
import type { Host } from './host.ts'
import type { Common } from './options.ts'

/** @param names commits that will be asked for */
export const repositoryOf = (
  { repo }: Pick<Common, 'repo'>,
  { cwd, env }: Host,
  names: readonly string[] = [],
): Promise<Repository> => openRepository(resolve(cwd, repo), { env, names })

type Asked = {
  readonly config: string | null
  readonly date: string | null
  /** What evidence is still being measured. */
  readonly pending?: readonly Pending[]
  readonly waivers?: readonly WaiverConfig[]
}

/** Judges a change, and remembers beside the repository what it read and counted: the next run looks only at what is new. */
export async function judgeChange(
  changing: Change | Promise<Change>,
  { config, date, pending = [], waivers = [] }: Asked,
  { gitDir, today }: { readonly gitDir: string | null; readonly today: string },
): Promise<Judged> {
  const counts = fileCache(cacheFile(gitDir, 'token-counts.json'))
  const readings = readingCache(cacheFile(gitDir, 'readings.txt'), build)
  // Most of this program, and the prices, are loaded while git works.
  const [change, { gate }] = await Promise.all([
    changing,
    import('../gate.ts'),
    import('../prices/embedded.ts'),
  ])
  const result = await gate({
    change: withKeptEvidence(change, gitDir),
    config,
    date: date ?? change.date ?? today,
    counts,
    readings,
    pending,
    waivers,
  })
  counts.save()
  readings.save()
  return result
}
