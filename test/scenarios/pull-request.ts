import { makeRepository, type Files, type TestRepository } from '../repository.ts'
import { judgedBy } from './command.ts'
import { HELPDESK } from './helpdesk.ts'

export type PullRequest = {
  /** Files of the base, on top of the helpdesk. */
  readonly base?: Files
  readonly head: Files
  /** What somebody else merges into `main` after the pull request was opened. */
  readonly meanwhile?: Files
}

/** A real repository with a branch `pull-request` that was forked from `main`, and checked out. */
export async function openPullRequest({ base = {}, head, meanwhile }: PullRequest): Promise<TestRepository> {
  const repository = await makeRepository({ ...HELPDESK, ...base })
  await repository.git('switch', '--quiet', '--create', 'pull-request')
  await repository.commit(head, 'the change')
  if (meanwhile !== undefined) {
    await repository.git('switch', '--quiet', 'main')
    await repository.commit(meanwhile, 'somebody else')
    await repository.git('switch', '--quiet', 'pull-request')
  }
  return repository
}

/** What `use` finds out about a pull request, in a repository that is gone afterwards. */
export async function withPullRequest<Found>(
  change: PullRequest,
  use: (repository: TestRepository) => Promise<Found>,
): Promise<Found> {
  const repository = await openPullRequest(change)
  try {
    return await use(repository)
  } finally {
    await repository.remove()
  }
}

/** The verdict on a pull request, judged from commit to commit as a CI job does. */
export const judged = (change: PullRequest) =>
  withPullRequest(change, ({ dir }) => judgedBy(['diff', 'main', 'pull-request'], { cwd: dir }))
