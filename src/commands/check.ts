import { stagedChanges } from '../snapshot/change.ts'
import type { Command } from './host.ts'
import { COMMON_HELP, parseCommon, usage } from './options.ts'
import { present } from './present.ts'
import { judgeChange, repositoryOf } from './repository.ts'

export const check: Command = {
  usage: 'check --staged',
  summary: 'the pre-commit hook: merge base → index, and this commit alone',
  help: `Judges what \`git commit\` would commit: the staged content, whatever the working tree holds.

Budgets are held against the whole branch, from the merge base with the default branch to the index, so
that five small increases cannot slip by; this commit alone is shown beside it.

  --staged           required: the index is what is judged

${COMMON_HELP}`,
  run: async (args, host) => {
    const common = parseCommon(args, ['staged'])
    if (!common.flags.has('staged') || common.positionals.length > 0)
      throw usage(
        'check looks at the index',
        'Write `unitcost check --staged`; for anything else use `unitcost diff`.',
      )
    const repository = await repositoryOf(common, host)
    const { branch, commit } = await stagedChanges(repository)
    const where = { gitDir: repository.gitDir, today: host.today }
    const whole = await judgeChange(branch, common, where)
    const alone = commit === branch ? null : await judgeChange(commit, common, where)
    return present(whole, { ...common, commit: alone }, host)
  },
}
