import { isEdited } from './edited.ts'
import { statusOf, type Api } from './api.ts'
import type { PullNumber } from './pull.ts'
import type { Comment, Comments } from './sticky.ts'

/** The comments of a pull request. https://docs.github.com/rest/issues/comments */
export function commentsOn({ rest, paginate }: Api, { owner, repo, number }: PullNumber): Comments {
  const { issues } = rest
  return {
    list: async () => {
      const all = { owner, repo, issue_number: number, per_page: 100 }
      return (await paginate(issues.listComments, all)).map(commentOf)
    },
    create: async body =>
      commentOf((await issues.createComment({ owner, repo, issue_number: number, body })).data),
    update: async (id, body) => {
      await issues.updateComment({ owner, repo, comment_id: id, body })
    },
    remove: async id => {
      try {
        await issues.deleteComment({ owner, repo, comment_id: id })
      } catch (error) {
        if (statusOf(error) !== 404) throw error
      }
    },
  }
}

type Stored = {
  readonly id: number
  readonly html_url: string
  readonly body?: string | undefined
  readonly user: { readonly login: string } | null
  readonly created_at: string
  readonly updated_at: string
}

const commentOf = ({ id, html_url, body, user, created_at, updated_at }: Stored): Comment => ({
  id,
  author: user?.login ?? null,
  body: body ?? '',
  url: html_url,
  createdAt: created_at,
  updatedAt: updated_at,
  edited: isEdited(created_at, updated_at),
})
