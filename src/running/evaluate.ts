import { join } from 'node:path'
import type { Repository } from '../snapshot/change.ts'
import { cacheFile } from '../snapshot/cacheFile.ts'
import { withWorktree } from './base-worktree.ts'
import type { Job } from './eval-jobs.ts'
import { keptName } from './kept-evidence.ts'
import type { Machine } from './machine.ts'
import { runPromptfoo } from './run-promptfoo.ts'
import { withScratch } from './scratch.ts'

export type Evaluating = {
  readonly repository: Repository
  readonly machine: Machine
  readonly env: Readonly<Record<string, string | undefined>>
  /** For each run of a suite. */
  readonly milliseconds: number
  /** Results of promptfoo → evidence, without a commit. */
  readonly condense: (results: string, suite: string) => Promise<string>
  /** Evidence → the same of another commit. */
  readonly stamp: (evidence: string, commit: string | null) => string
}

/** Evidence of one job, and whether a run was needed for it. */
export type Evaluated = { readonly job: Job; readonly evidence: string; readonly isReused: boolean }

/**
 * Runs what has no results yet: base first, so that nothing that runs at head has a hand in it. What was measured
 * is kept by what it depends on, and by commit for the gate.
 */
export async function evaluate(jobs: readonly Job[], around: Evaluating): Promise<readonly Evaluated[]> {
  const { gitDir } = around.repository
  const done: Evaluated[] = []
  for (const job of jobs.toSorted((a, b) => Number(a.side === 'head') - Number(b.side === 'head'))) {
    // Looked up now: base may just have measured what head would.
    const known = job.again ? null : keptRun(gitDir, job.hash).read()
    const measured = known ?? (await run(job, around))
    if (known === null) keptRun(gitDir, job.hash).write(measured)
    const evidence = around.stamp(measured, job.commit)
    if (job.commit !== null) cacheFile(gitDir, keptName(job.commit, job.name)).write(evidence)
    done.push({ job, evidence, isReused: known !== null })
  }
  return done
}

/** By content: equal hashes gave these results before. */
export const keptRun = (gitDir: string, hash: string) => cacheFile(gitDir, `eval-runs/${hash}.json`)

const run = (job: Job, { repository, machine, env, milliseconds, condense }: Evaluating): Promise<string> =>
  withScratch(async scratch => {
    machine.say(`${job.suite} at ${job.label}: running ${job.promptfoo.label}`)
    const evaluated = async (root: string) => {
      const { promptfoo, suite } = job
      const results = await runPromptfoo({ promptfoo, root, suite, scratch, env, milliseconds }, machine)
      return condense(results, suite)
    }
    if (job.side === 'head') return evaluated(repository.root)
    return withWorktree(repository, { commit: job.commit, folder: join(scratch, 'base') }, evaluated)
  })
