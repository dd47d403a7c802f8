import { posix, join } from 'node:path'
import type { Repository } from '../snapshot/change.ts'
import { ask } from '../snapshot/git.ts'
import { revisionTree } from '../snapshot/revision.ts'
import type { Tree } from '../snapshot/tree.ts'
import { workingTree } from '../snapshot/worktree.ts'
import { evidencePath, suiteName } from './kept-evidence.ts'
import type { Machine } from './machine.ts'
import { promptfooFor, type Promptfoo } from './promptfoo.ts'
import { inputsHash, suiteInputs } from './suite-inputs.ts'

/** One suite at one side. */
export type Job = {
  readonly suite: string
  readonly name: string
  /** For people: `1d1441f`, `working tree`. */
  readonly label: string
  readonly tree: Tree
  readonly promptfoo: Promptfoo
  /** Of everything that the results depend on. */
  readonly hash: string
  /** Run it although there are results. */
  readonly again: boolean
} & (
  | { readonly side: 'base'; readonly commit: string }
  /** Null: the working tree differs from its commit. */
  | { readonly side: 'head'; readonly commit: string | null }
)

export type Sides = {
  readonly repository: Repository
  readonly head: Tree
  readonly headCommit: string | null
  /** Null: only head. */
  readonly base: Tree | null
}

/** @param baseCommit null leaves base out */
export async function openSides(repository: Repository, baseCommit: string | null): Promise<Sides> {
  const head = await workingTree(repository)
  const headCommit = (await isClean(repository)) ? (repository.head?.id ?? null) : null
  const base =
    baseCommit === null || baseCommit === headCommit ? null : await revisionTree(repository, baseCommit)
  return { repository, head, headCommit, base }
}

/** Evidence that we wrote ourselves changes nothing that is evaluated. */
async function isClean({ git }: Repository): Promise<boolean> {
  const status = await ask(git, ['status', '--porcelain=v1', '-z', '--untracked-files=all', '--no-renames'])
  return status.split('\0').every(line => line === '' || line.slice(3).startsWith('.unitcost/evals/'))
}

export type Wanted = {
  readonly suites: readonly string[]
  readonly version: string
  readonly again: boolean
}

/** What there is to do: every suite at head, and at base where it exists there and base says nothing of it itself. */
export async function evalJobs(sides: Sides, wanted: Wanted, machine: Machine): Promise<readonly Job[]> {
  const jobs: Job[] = []
  for (const suite of wanted.suites) {
    const folder = join(sides.repository.root, posix.dirname(suite))
    const promptfoo = promptfooFor({ root: sides.repository.root, folder, version: wanted.version }, machine)
    const common = { suite, name: suiteName(suite), promptfoo, again: wanted.again }
    const { head, headCommit: commit, base } = sides
    const hash = async (tree: Tree) => inputsHash(tree, await suiteInputs(tree, suite), promptfoo.version)
    jobs.push({ ...common, side: 'head', label: head.label, tree: head, commit, hash: await hash(head) })
    if (base === null || base.revision === null || !base.entries.has(suite)) continue
    const atBase = { ...common, side: 'base', label: base.label, tree: base, commit: base.revision } as const
    const job = { ...atBase, hash: await hash(base) }
    if (wanted.again || !(await hasBaseline(sides, job))) jobs.push(job)
  }
  return jobs
}

/** Base holds evidence of a commit from which nothing that the suite depends on has changed since. */
async function hasBaseline({ repository }: Sides, job: Job): Promise<boolean> {
  const content = (await job.tree.read([evidencePath(job.name)])).get(evidencePath(job.name))
  const commit =
    content?.kind === 'text' ? /"commit":\s*"([0-9a-f]{40,64})"/.exec(content.text)?.[1] : undefined
  if (commit === undefined) return false
  try {
    const tree = await revisionTree(repository, commit)
    return inputsHash(tree, await suiteInputs(tree, job.suite), job.promptfoo.version) === job.hash
  } catch {
    // A commit that is not in this clone.
    return false
  }
}
