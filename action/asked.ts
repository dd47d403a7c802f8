import { isEdited } from './edited.ts'
import type { Event } from './event.ts'
import { fieldsOf, numberAt, textAt } from './payload.ts'
import type { Said } from './said.ts'

export type Command = { readonly number: number; readonly said: Said }

/**
 * Who said what on which pull request: a new comment, or an approving review. Null for anything else; an edited
 * comment is somebody else's word under its author's name.
 * https://docs.github.com/webhooks/webhook-events-and-payloads
 */
export function commandIn({ name, payload }: Event): Command | null {
  const action = textAt(payload, 'action')
  if (name === 'issue_comment' && action === 'created') return ofComment(payload)
  if (name === 'pull_request_review' && action === 'submitted') return ofReview(payload)
  return null
}

function ofComment(payload: unknown): Command | null {
  const number = numberAt(payload, 'issue', 'number')
  const id = numberAt(payload, 'comment', 'id')
  if (fieldsOf(payload, 'issue', 'pull_request') === null || number === null || id === null) return null
  const created = textAt(payload, 'comment', 'created_at')
  return {
    number,
    said: {
      id: `c${id}`,
      author: textAt(payload, 'comment', 'user', 'login'),
      body: textAt(payload, 'comment', 'body'),
      createdAt: created,
      edited: isEdited(created, textAt(payload, 'comment', 'updated_at')),
      head: null,
    },
  }
}

function ofReview(payload: unknown): Command | null {
  const number = numberAt(payload, 'pull_request', 'number')
  const id = numberAt(payload, 'review', 'id')
  if (number === null || id === null || textAt(payload, 'review', 'state').toLowerCase() !== 'approved')
    return null
  return {
    number,
    said: {
      id: `r${id}`,
      author: textAt(payload, 'review', 'user', 'login'),
      body: textAt(payload, 'review', 'body'),
      createdAt: textAt(payload, 'review', 'submitted_at'),
      edited: false,
      head: textAt(payload, 'review', 'commit_id'),
    },
  }
}
