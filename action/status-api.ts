import type { Api } from './api.ts'

export type CommitStatus = {
  readonly state: 'pending' | 'success' | 'failure'
  /** At most 140 characters. */
  readonly description: string
}

export type StatusAt = {
  readonly owner: string
  readonly repo: string
  readonly sha: string
  /** What a branch protection asks for. */
  readonly name: string
  readonly url: string
}

/** https://docs.github.com/rest/commits/statuses */
export async function writeStatus({ rest }: Api, at: StatusAt, status: CommitStatus): Promise<void> {
  const { owner, repo, sha, name: context, url: target_url } = at
  await rest.repos.createCommitStatus({ owner, repo, sha, context, target_url, ...status })
}
