import type { GitObject } from './objects.ts'

export type Commit = {
  readonly id: string
  /** As written in the commit, also when a shallow clone does not have them. */
  readonly parents: readonly string[]
  /** Committer date, YYYY-MM-DD in UTC. */
  readonly date: string
}

/** Null when the object is no commit. https://git-scm.com/docs/git-cat-file */
export function commitOf(object: GitObject | null): Commit | null {
  if (object?.type !== 'commit' || object.bytes === null) return null
  const header = object.bytes.toString().split('\n\n', 1)[0] ?? ''
  const parents = [...header.matchAll(/^parent ([0-9a-f]+)$/gm)].flatMap(match => match[1] ?? [])
  const seconds = Number(/^committer .* (\d+) [+-]\d+$/m.exec(header)?.[1] ?? 0)
  return { id: object.id, parents, date: dateOf(seconds) }
}

/** How `cat-file` is asked for a commit. One name a line: a name with a line feed would shift the answers. */
export const requestFor = (name: string) => (/[\n\r\0]/.test(name) || name === '' ? '?' : `${name}^{commit}`)

export const shortId = (id: string) => id.slice(0, 7)

const LAST_DATE = Date.UTC(9999, 11, 31) / 1000

const dateOf = (seconds: number) =>
  new Date(Math.min(seconds, LAST_DATE) * 1000).toISOString().slice(0, 'YYYY-MM-DD'.length)
