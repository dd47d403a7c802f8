import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { UnitcostError } from '../model/diagnostic.ts'
import { evalJobs, openSides, type Job } from '../running/eval-jobs.ts'
import { evaluate, keptRun, type Evaluated } from '../running/evaluate.ts'
import { findSuites } from '../running/find-suites.ts'
import { evidencePath } from '../running/kept-evidence.ts'
import type { Machine } from '../running/machine.ts'
import { PINNED } from '../running/promptfoo.ts'
import type { Repository } from '../snapshot/change.ts'
import { mergeBase, resolve } from '../snapshot/mergeBase.ts'
import { condensed, stamped } from './eval/condense.ts'
import { holdLimit } from './eval/limit.ts'
import { evalOptions } from './eval/options.ts'
import { planned } from './eval/plan.ts'
import { doneJson, doneWords, planWords } from './eval/words.ts'
import type { Command, Outcome } from './host.ts'
import { repositoryOf } from './repository.ts'

export const evalCommand = (machine: Machine): Command => ({
  usage: 'eval [SUITE…]',
  summary: 'run the repository’s own evals (promptfoo) before and after the change',
  help: `Runs promptfoo on the working tree and, unless there are results of it already, on the merge base with the default
branch (in a worktree of its own; yours is not touched), and writes what was measured for \`unitcost diff\`: counts,
sizes and times, never prompts or answers. Executes the suite, its providers and assertions, and asks the providers.

SUITE is a promptfoo configuration; without one, what \`evals\` of unitcost.yml names, else every promptfooconfig.*.
promptfoo is the one in the repository's node_modules, else it is fetched with npx at a pinned version.
Where a suite's files and promptfoo are as they were, the results of then are used. What a provider answers may
have changed since: --again asks again.

Options:
  --base REVISION      what to compare with: auto (the default branch), skip, or a revision (default: auto)
  --timeout TIME       end a run that takes longer, as in 90s or 15m (default: 15m)
  --max-usd AMOUNT     ask nothing if all runs together can cost more, at our prices; graders are not counted
  --plan               say what would be asked, of whom, and what it costs, and stop
  --again              run also what there are results of
  --promptfoo-version VERSION  the one to fetch where the repository has none (default: ${PINNED})
  --repo DIR           the repository (default: the current directory)
  --config FILE        path of unitcost.yml inside the repository (default: unitcost.yml)
  --format FORMAT      terminal or json (default: terminal)
  --help               show this text

Telemetry, updates and sharing of promptfoo are switched off; one event that says so is what it still sends. Results
of base, and all by commit, are kept in the git directory, under unitcost/evals.
Exit codes: 0 measured, whatever passed (the gate judges), 2 could not measure.`,
  run: async (args, host) => {
    const options = evalOptions(args)
    const names = ['auto', 'skip'].includes(options.base) ? [] : [options.base]
    const repository = await repositoryOf(options, host, names)
    const sides = await openSides(repository, await baseCommit(repository, options.base))
    const suites = await findSuites(sides.head, { named: options.suites, config: options.config })
    const jobs = await evalJobs(sides, { ...options, suites }, machine)
    const plans = await planned(firstOfEach(jobs, repository), { root: repository.root, day: host.today })
    if (options.plan) return told(planWords(plans).join('\n'))
    for (const line of planWords(plans)) machine.say(line)
    holdLimit(plans, options.maxUsd)
    const { env } = host
    const { milliseconds } = options
    const how = { repository, machine, env, milliseconds, condense: condensed, stamp: stamped }
    const done = await evaluate(jobs, how)
    for (const one of done) write(repository.root, one)
    return told(options.json ? doneJson(done) : doneWords(done))
  },
})

const told = (text: string): Outcome => ({
  stdout: text.endsWith('\n') ? text : `${text}\n`,
  stderr: '',
  exitCode: 0,
})

/** @throws UnitcostError `missing-base` */
async function baseCommit(repository: Repository, base: string): Promise<string | null> {
  const { head, defaultBranch } = repository
  if (base === 'skip' || head === null) return null
  const [named = null] = base === 'auto' ? [defaultBranch?.commit ?? null] : await resolve(repository, [base])
  const name = base === 'auto' ? (defaultBranch?.name ?? 'the default branch') : base
  if (named === null)
    throw new UnitcostError(
      'missing-base',
      base === 'auto'
        ? 'no default branch: neither origin/HEAD, main nor master'
        : `${base} is not a commit in this clone`,
      'Name the base, as in --base origin/develop, or evaluate only what is here with --base skip.',
    )
  return mergeBase(repository, { name, commit: named }, { name: 'HEAD', commit: head })
}

/** Jobs that need a run: of two with the same content, one. */
function firstOfEach(jobs: readonly Job[], { gitDir }: Repository): readonly Job[] {
  const seen = new Set<string>()
  return jobs.filter(({ hash, again }) => {
    const isFirst = !seen.has(hash)
    seen.add(hash)
    return isFirst && (again || keptRun(gitDir, hash).read() === null)
  })
}

/** In the working tree, where it is committed or not, as its owner likes. */
function write(root: string, { job, evidence }: Evaluated): void {
  if (job.side === 'base') return
  const path = join(root, evidencePath(job.name))
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, evidence)
}
