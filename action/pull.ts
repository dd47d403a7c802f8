import { statusOf, type Api } from './api.ts'
import type { RoleOf } from './approvers.ts'
import type { Review } from './said.ts'

export type Pull = {
  readonly author: string
  readonly head: string
  readonly baseRef: string
  readonly isOpen: boolean
}

/** What is asked about a pull request beside its comments. Every call may reject. */
export type PullApi = {
  readonly pull: () => Promise<Pull>
  readonly reviews: () => Promise<readonly Review[]>
  readonly roleOf: RoleOf
}

/** https://docs.github.com/rest/pulls, https://docs.github.com/rest/collaborators/collaborators */
export function pullOn({ rest, paginate }: Api, at: PullNumber): PullApi {
  const { owner, repo, number } = at
  const one = { owner, repo, pull_number: number }
  return {
    pull: async () => {
      const { user, head, base, state } = (await rest.pulls.get(one)).data
      return { author: user?.login ?? '', head: head.sha, baseRef: base.ref, isOpen: state === 'open' }
    },
    reviews: async () => {
      const all = await paginate(rest.pulls.listReviews, { ...one, per_page: 100 })
      return all.map(({ id, user, body, submitted_at, commit_id, state }) => ({
        id,
        author: user?.login ?? null,
        body,
        submittedAt: submitted_at ?? '',
        head: commit_id,
        approved: state === 'APPROVED',
      }))
    },
    roleOf: async username => {
      try {
        return (await rest.repos.getCollaboratorPermissionLevel({ owner, repo, username })).data.role_name
      } catch (error) {
        if (statusOf(error) === 404) return 'none'
        throw error
      }
    },
  }
}

export type PullNumber = { readonly owner: string; readonly repo: string; readonly number: number }
