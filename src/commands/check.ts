import { resolve } from 'node:path'
import { ASKS_A_MODEL, isCode } from '../readers/code/asks.ts'
import { isRelevant } from '../readers/relevant.ts'
import { glanceAtIndex, pathsMatching, type Glance } from '../snapshot/glance.ts'
import type { Command, Host } from './host.ts'
import { COMMON_HELP, parseCommon, usage, type Common } from './options.ts'

export const check: Command = {
  usage: 'check --staged',
  summary: 'the pre-commit hook: merge base → index, and this commit alone',
  help: `Judges what \`git commit\` would commit: the staged content, whatever the working tree holds.
Budgets are held against the whole branch, from the merge base with the default branch to the index, so
that five small increases cannot slip by; this commit alone is shown beside it.
A commit that touches nothing that Unitcost reads is not judged.
  --staged           required: the index is what is judged
${COMMON_HELP}`,
  run: async (args, host) => {
    const common = parseCommon(args, { flags: ['staged'] })
    if (!common.flags.has('staged') || common.positionals.length > 0)
      throw usage(
        'check looks at the index',
        'Write `unitcost check --staged`; for anything else use `unitcost diff`.',
      )
    if (await isIrrelevant(common, host)) return { stdout: NOTHING, stderr: '', exitCode: 0 }
    // Most commits of most people end above: they do not wait for what only a judgement needs.
    const { checkStaged } = await import('./check-staged.ts')
    return checkStaged(common, host)
  },
}

const NOTHING = 'unitcost: nothing staged changes what a request costs\n'

/** Whoever wants a report in a format or a file gets one, whatever is staged. */
async function isIrrelevant({ repo, config, format, output }: Common, { cwd, env }: Host): Promise<boolean> {
  if (format !== 'terminal' || output !== null) return false
  const dir = resolve(cwd, repo)
  const glance = await glanceAtIndex(dir, config, env)
  if (glance === null) return false
  const mattering = glance.paths.filter(path => matters(path, config, glance))
  const code = mattering.filter(isCode)
  if (code.length < mattering.length || code.length > MOST_CODE) return false
  // Source files are many, and few of them ask a model: their text decides, not their name.
  const asking = await pathsMatching(dir, { paths: code, pattern: ASKS_A_MODEL }, env)
  return asking !== null && asking.length === 0
}

/** Above this a command line gets long, and a commit is worth a full look. */
const MOST_CODE = 200

const matters = (path: string, config: string, { text }: Glance): boolean =>
  isRelevant(path) || path === config || path.startsWith('.unitcost/') || mayName(text ?? '', path)

/**
 * True when the configuration may name the file, told without parsing it: its name occurs in the text, or the
 * text has escapes that could hide it.
 */
function mayName(text: string, path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1)
  return text.includes('\\') || unspaced(text).includes(unspaced(name))
}

/** YAML folds a long line: a space of the name may be a line end. */
const unspaced = (text: string) => text.replace(/\s/gu, '')
