import type { Comment } from './sticky.ts'

/** Something that a person wrote on a pull request. */
export type Said = {
  /** `c` and the id of a comment, or `r` and the id of an approving review. */
  readonly id: string
  readonly author: string
  readonly body: string
  /** ISO 8601 */
  readonly createdAt: string
  /** Somebody changed it afterwards, not necessarily its author. GitHub does not tell for reviews. */
  readonly edited: boolean
  /** The commit that was reviewed; null for a comment. */
  readonly head: string | null
}

export type Review = {
  readonly id: number
  readonly author: string | null
  readonly body: string
  readonly submittedAt: string
  readonly head: string | null
  readonly approved: boolean
}

/** Comments and approving reviews, in the order in which they were written. Dismissed reviews say nothing. */
export const saidIn = (comments: readonly Comment[], reviews: readonly Review[]): readonly Said[] =>
  [...comments.flatMap(ofComment), ...reviews.flatMap(ofReview)].toSorted(
    (a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt),
  )

export const ofComment = ({ id, author, body, createdAt, edited }: Comment): readonly Said[] =>
  author === null ? [] : [{ id: `c${id}`, author, body, createdAt, edited, head: null }]

export const ofReview = ({ id, author, body, submittedAt, head, approved }: Review): readonly Said[] =>
  author === null || head === null || !approved
    ? []
    : [{ id: `r${id}`, author, body, createdAt: submittedAt, edited: false, head }]
