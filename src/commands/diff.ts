import { changeBetween } from '../snapshot/change.ts'
import { handOver } from '../snapshot/handOver.ts'
import { EVIDENCE_HELP, pendingOf } from './evidence-options.ts'
import type { Command } from './host.ts'
import { COMMON_HELP, parseCommon, usage } from './options.ts'
import { judgeChange, repositoryOf } from './repository.ts'

export const diff: Command = {
  usage: 'diff [BASE] [HEAD]',
  summary: 'what changed: merge base of BASE (default: the default branch) → HEAD (default: working tree)',
  help: `Says what one inference request costs before and after a change, why, and whether that is allowed.

BASE is a branch, tag or commit; the comparison starts at the merge base of BASE and HEAD, so changes that
came to BASE since do not count. Without BASE it is the default branch; without HEAD the working tree.

${EVIDENCE_HELP}
${COMMON_HELP}`,
  run: async (args, host) => {
    const common = parseCommon(args, { lists: ['evidence', 'pending'] })
    const [base, head, extra] = common.positionals
    if (extra !== undefined)
      throw usage('diff takes at most two revisions', 'Write `unitcost diff BASE HEAD`.')
    const names = common.positionals.filter(name => name !== 'index' && name !== 'worktree')
    const pending = pendingOf(common.lists.get('pending') ?? [])
    const opening = repositoryOf(common, host, names)
    // Most of this program is loaded while git works.
    const [{ gitDir }, { present }] = await Promise.all([
      opening,
      import('./present.ts'),
      import('../gate.ts'),
    ])
    const found = await changeBetween(await opening, { base: base ?? null, head: head ?? null })
    const change = await handOver(found, common.lists.get('evidence') ?? [], host.cwd)
    const { config, date } = common
    const result = await judgeChange(change, { config, date, pending }, { gitDir, today: host.today })
    return present(result, common, host)
  },
}
