import { changeBetween } from '../snapshot/change.ts'
import type { Command } from './host.ts'
import { COMMON_HELP, parseCommon, usage } from './options.ts'
import { judgeChange, repositoryOf } from './repository.ts'

export const diff: Command = {
  usage: 'diff [BASE] [HEAD]',
  summary: 'what changed: merge base of BASE (default: the default branch) → HEAD (default: working tree)',
  help: `Says what one inference request costs before and after a change, why, and whether that is allowed.

BASE is a branch, tag or commit; the comparison starts at the merge base of BASE and HEAD, so changes that
came to BASE since do not count. Without BASE it is the default branch; without HEAD the working tree.

${COMMON_HELP}`,
  run: async (args, host) => {
    const common = parseCommon(args)
    const [base, head, extra] = common.positionals
    if (extra !== undefined)
      throw usage('diff takes at most two revisions', 'Write `unitcost diff BASE HEAD`.')
    const names = common.positionals.filter(name => name !== 'index' && name !== 'worktree')
    const opening = repositoryOf(common, host, names)
    // Most of this program is loaded while git works.
    const [{ gitDir }, { present }] = await Promise.all([
      opening,
      import('./present.ts'),
      import('../gate.ts'),
    ])
    const change = changeBetween(await opening, { base: base ?? null, head: head ?? null })
    const result = await judgeChange(change, common, { gitDir, today: host.today })
    return present(result, common, host)
  },
}
