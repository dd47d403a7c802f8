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

async function treeNow(
  common: Pick<Common, 'repo'>,
  host: Host,
): Promise<{ readonly tree: Tree; readonly date: string | null; readonly gitDir: string | null }> {
  try {
    const repository = await repositoryOf(common, host)
    const { head, date } = await changeBetween(repository, {
      base: repository.head === null ? null : 'HEAD',
      head: null,
    })
    return { tree: head, date, gitDir: repository.gitDir }
  } catch (error) {
    if (!(error instanceof UnitcostError) || error.code !== 'not-a-repository') throw error
    return { tree: await directoryTree(resolve(host.cwd, common.repo)), date: null, gitDir: null }
  }
}
