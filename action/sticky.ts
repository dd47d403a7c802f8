import { isNewer, markerText, readMarker, type Marker } from './marker.ts'

export type Comment = {
  readonly id: number
  /** Login of its author; null for a deleted account. */
  readonly author: string | null
  readonly body: string
  readonly url: string
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
  readonly content: string
  /** Login that the token writes as: a marker in a comment of anybody else means nothing. */
  readonly author: string
  /** Nothing to tell: a comment is brought up to date, but none is begun. */
  readonly quiet: boolean
}

export type Posted = {
  readonly did: 'created' | 'updated' | 'left unchanged' | 'left to a newer run' | 'not needed'
  readonly url: string | null
}

/**
 * One comment a project on a pull request, kept up to date. Two first runs at once may both create one: each
 * lists again, and all but the oldest go. What a newer run wrote stays.
 */
export async function post(comments: Comments, posting: Posting): Promise<Posted> {
  const before = await ours(comments, posting)
  if (isSome(before)) return refresh(comments, posting, before)
  if (posting.quiet) return { did: 'not needed', url: null }
  const created = await comments.create(bodyOf(posting))
  // It stands, even where looking for a second one fails.
  const after = await ours(comments, posting).catch(() => [])
  const others = after.some(({ id }) => id !== created.id)
  return others && isSome(after) ? refresh(comments, posting, after) : { did: 'created', url: created.url }
}

type Own = Comment & { readonly marker: Marker; readonly content: string }

/** Sorted, the oldest first. */
type Some = readonly [Own, ...Own[]]
const isSome = (own: readonly Own[]): own is Some => own.length > 0

async function ours(comments: Comments, { marker, author }: Posting): Promise<readonly Own[]> {
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
  const doubles = others.filter(({ marker }) => !isNewer(marker, posting.marker))
  for (const { id } of doubles) await comments.remove(id)
  return posted
}

async function rewrite(
  comments: Comments,
  posting: Posting,
  { id, url, marker, content }: Own,
): Promise<Posted> {
  // The same text for another head is still written: the marker must know the newest run.
  if (content === posting.content.trim() && marker.head === posting.marker.head)
    return { did: 'left unchanged', url }
  await comments.update(id, bodyOf(posting))
  return { did: 'updated', url }
}

const bodyOf = ({ marker, content }: Posting) => `${markerText(marker)}\n${content}`
