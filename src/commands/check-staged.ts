import { stagedChanges } from '../snapshot/change.ts'
import type { Host, Outcome } from './host.ts'
import type { Common } from './options.ts'
import { present } from './present.ts'
import { judgeChange, repositoryOf } from './repository.ts'

/** Judges the whole branch up to the index, and shows this commit alone beside it. */
export async function checkStaged(common: Common, host: Host): Promise<Outcome> {
  const repository = await repositoryOf(common, host)
  const { branch, commit } = await stagedChanges(repository)
  const where = { gitDir: repository.gitDir, today: host.today }
  const whole = await judgeChange(branch, common, where)
  const alone = commit === branch ? null : await judgeChange(commit, common, where)
  return present(whole, { ...common, commit: alone }, host)
}
