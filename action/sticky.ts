import { isNewer, markerText, readMarker, type Marker } from './marker.ts'

export type Comment = {
  readonly id: number
  /** Login of its author; null for a deleted account. */
  readonly author: string | null
  readonly body: string
  readonly url: string
  /** ISO 8601 */
  readonly createdAt: string
  readonly updatedAt: string
  /** Somebody changed it afterwards, not necessarily its author. */
  readonly edited: boolean
}

/** The comments of one pull request. Every call may reject. */
export type Comments = {
  readonly list: () => Promise<readonly Comment[]>
  readonly create: (body: string) => Promise<Comment>
  readonly update: (id: number, body: string) => Promise<void>
  /** A comment that is gone already is no error. */
  readonly remove: (id: number) => Promise<void>
}

export type Posting = {
  readonly marker: Marker
  /** Login that the token writes as: a marker in a comment of anybody else means nothing. */
  readonly author: string
  /** What to write, given what our comment says now (null: there is none); null leaves it as it is. */
  readonly write: (before: string | null) => string | null
  /** A new comment at the end of the conversation, and the old one goes. */
  readonly recreate: boolean
}

export type Posted = {
  readonly did: 'created' | 'updated' | 'recreated' | 'left unchanged' | 'left to a newer run' | 'not needed'
  readonly url: string | null
}

/**
 * One comment a project on a pull request, kept up to date. Two first runs at once may both create one: each
 * lists again, and all but one go. What a newer run wrote stays.
 */
export async function post(comments: Comments, posting: Posting): Promise<Posted> {
  const before = await ours(comments, posting)
  if (isSome(before)) return refresh(comments, posting, before)
  const content = posting.write(null)
  if (content === null) return { did: 'not needed', url: null }
  const created = await comments.create(bodyOf(posting, content))
  if (posting.recreate) return settle(comments, posting, { created, did: 'created' })
  // It stands, even where looking for a second one fails.
  const after = await ours(comments, posting).catch(() => [])
  const others = after.some(({ id }) => id !== created.id)
  return others && isSome(after) ? refresh(comments, posting, after) : { did: 'created', url: created.url }
}

type Own = Comment & { readonly marker: Marker; readonly content: string }

/** Sorted, the oldest first. */
type Some = readonly [Own, ...Own[]]
const isSome = (own: readonly Own[]): own is Some => own.length > 0

/** What this project wrote on the pull request, the oldest first. */
export async function ours(
  comments: Pick<Comments, 'list'>,
  { marker, author }: { readonly marker: Pick<Marker, 'project'>; readonly author: string },
): Promise<readonly Own[]> {
  const own = (await comments.list()).flatMap(comment => {
    const read = comment.author === author ? readMarker(comment.body, marker.project) : null
    return read === null ? [] : [{ ...comment, ...read }]
  })
  return own.toSorted((a, b) => a.id - b.id)
}

/** The oldest is written before the others go: somewhere, the newest text can be seen all the time. */
async function refresh(comments: Comments, posting: Posting, own: Some): Promise<Posted> {
  const newer = own.find(({ marker }) => isNewer(marker, posting.marker))
  const [oldest, ...others] = own
  const posted: Posted = newer
    ? { did: 'left to a newer run', url: newer.url }
    : await rewrite(comments, posting, oldest)
  // What is newer than ours is left to the run that wrote it.
  const doubles = posted.did === 'recreated' ? [] : others
  for (const { id } of doubles.filter(({ marker }) => !isNewer(marker, posting.marker)))
    await comments.remove(id)
  return posted
}

async function rewrite(comments: Comments, posting: Posting, before: Own): Promise<Posted> {
  const { id, url, marker } = before
  const content = posting.write(before.content)
  // The same text for another head is still written: the marker must know the newest run.
  const same = content?.trim() === before.content && marker.head === posting.marker.head
  if (content === null || same) return { did: 'left unchanged', url }
  if (posting.recreate) {
    const created = await comments.create(bodyOf(posting, content))
    return settle(comments, posting, { created, did: 'recreated' })
  }
  await comments.update(id, bodyOf(posting, content))
  return { did: 'updated', url }
}

type Recreated = { readonly created: Comment; readonly did: 'created' | 'recreated' }

/** The newest run keeps its own; of two comments of one run the later stays, so that never both go. */
async function settle(comments: Comments, posting: Posting, { created, did }: Recreated): Promise<Posted> {
  const others = (await ours(comments, posting)).filter(({ id }) => id !== created.id)
  const isLater = ({ id, marker }: Own) =>
    isNewer(marker, posting.marker) || (!isNewer(posting.marker, marker) && id > created.id)
  const later = others.find(isLater)
  if (later) await comments.remove(created.id)
  for (const { id } of others.filter(other => !isLater(other))) await comments.remove(id)
  return later ? { did: 'left to a newer run', url: later.url } : { did, url: created.url }
}

const bodyOf = ({ marker }: Posting, content: string) => `${markerText(marker)}\n${content}`
