import { realpathSync } from 'node:fs'
import { resolve } from 'node:path'
import { UnitcostError } from '../model/diagnostic.ts'
import type { Judged } from '../report/result.ts'
import { changeBetween } from '../snapshot/change.ts'
import { directoryTree } from '../snapshot/directory.ts'
import type { Tree } from '../snapshot/tree.ts'
import type { Host } from './host.ts'
import type { Common } from './options.ts'
import { judgeChange, repositoryOf } from './repository.ts'

/** `config` null: as if there were no unitcost.yml. */
type Now = Pick<Common, 'repo' | 'date'> & { readonly config: string | null }

/** The tree as it is now, judged against itself: everything has a cost and nothing changed. */
export async function judgeNow(common: Now, host: Host): Promise<Judged> {
  const { tree, date, gitDir } = await treeNow(common, host)
  const change = { base: tree, head: tree, renames: new Map<string, string>(), date }
  return judgeChange(change, common, { gitDir, today: host.today })
}

type TreeNow = { readonly tree: Tree; readonly date: string | null; readonly gitDir: string | null }

/** A repository's working tree; a folder inside one, or outside of any, counts as a root of its own. */
async function treeNow({ repo }: Pick<Common, 'repo'>, host: Host): Promise<TreeNow> {
  const dir = resolve(host.cwd, repo)
  const repository = await repositoryOf({ repo }, host).catch(noRepository)
  if (repository === null) return { tree: await directoryTree(dir), date: null, gitDir: null }
  const { gitDir, head: commit, root } = repository
  if (realpathSync(dir) !== realpathSync(root) && repo !== '.')
    return { tree: await directoryTree(dir), date: commit?.date ?? null, gitDir }
  const { head, date } = await changeBetween(repository, {
    base: commit === null ? null : 'HEAD',
    head: null,
  })
  return { tree: head, date, gitDir }
}

function noRepository(error: unknown): null {
  if (error instanceof UnitcostError && error.code === 'not-a-repository') return null
  throw error
}
