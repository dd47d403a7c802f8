import { scanTerminal } from '../report/terminal/scan.ts'
import type { Command } from './host.ts'
import { judgeNow } from './now.ts'
import { COMMON_HELP, parseCommon, usage } from './options.ts'
import { deliver, present } from './present.ts'

export const scan: Command = {
  usage: 'scan [PATH]',
  summary: 'what everything costs now',
  help: `Lists every workload of the working tree, declared and discovered, with what it costs now.
PATH is a repository or any folder (default: the current directory). Nothing blocks: exit code 0.

${COMMON_HELP}`,
  run: async (args, host) => {
    const parsed = parseCommon(args)
    const [path, extra] = parsed.positionals
    if (extra !== undefined) throw usage('scan takes one path', 'Write `unitcost scan PATH`.')
    const common = { ...parsed, repo: path ?? parsed.repo }
    const result = await judgeNow(common, host)
    const color = host.color && common.output === null
    const outcome =
      common.format === 'terminal'
        ? deliver(scanTerminal(result, { color, width: host.width }), {
            output: common.output,
            cwd: host.cwd,
          })
        : present(result, common, host)
    return { ...outcome, exitCode: 0 }
  },
}
