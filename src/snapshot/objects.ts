import { UnitcostError } from '../model/diagnostic.ts'
import { MAX_BYTES, contentOf, skipped } from './content.ts'
import { failed, type Git } from './git.ts'
import type { Content } from './tree.ts'

/** `bytes` is null where the object is larger than `MAX_BYTES`. */
export type GitObject = { readonly id: string; readonly type: string; readonly bytes: Buffer | null }

export type ReadBlobs = (ids: Iterable<string>) => Promise<ReadonlyMap<string, Content>>

/** Brings objects that a partial clone has left at its remote. */
export type FetchObjects = (ids: readonly string[]) => Promise<void>

/**
 * Reads blobs by object id, each once: both trees of a change share most of theirs. One git process a call.
 * `fetch` is null where objects cannot be missing.
 */
export function blobReader(git: Git, fetch: FetchObjects | null): ReadBlobs {
  const known = new Map<string, Promise<ReadonlyMap<string, Content>>>()
  return async ids => {
    const wanted = new Set(ids)
    const fresh = [...wanted].filter(id => !known.has(id))
    const batch = readAll(git, fresh, fetch)
    for (const id of fresh) known.set(id, batch)
    const batches = await Promise.all(new Set([batch, ...[...wanted].map(id => known.get(id) ?? batch)]))
    const contentOfId = (id: string) => batches.find(contents => contents.has(id))?.get(id)
    return new Map([...wanted].map(id => [id, contentOfId(id) ?? skipped('unreadable')]))
  }
}

/**
 * Objects by name, in the order of the names; null for a name without an object.
 * https://git-scm.com/docs/git-cat-file#_batch_output
 */
export async function catFile(git: Git, names: readonly string[]): Promise<readonly (GitObject | null)[]> {
  const { objects, failure } = await catUntilFailure(git, names)
  if (failure) throw failure
  return objects
}

async function readAll(git: Git, ids: readonly string[], fetch: FetchObjects | null) {
  const { objects, failure } = await catUntilFailure(git, ids)
  const contents = new Map(ids.map((id, index) => [id, contentOfObject(objects[index])]))
  const missing = ids.filter((_, index) => !objects[index])
  if (fetch === null && failure) throw failure
  if (fetch === null || missing.length === 0) return contents
  await fetch(missing)
  const fetched = await catFile(git, missing)
  for (const [index, id] of missing.entries()) contents.set(id, contentOfObject(fetched[index]))
  return contents
}

/** What was found until then: a partial clone without leave to fetch ends at the first object that is not there. */
export async function catUntilFailure(git: Git, names: readonly string[]) {
  const objects: (GitObject | null)[] = []
  if (names.length === 0) return { objects, failure: null }
  const args = ['cat-file', '--batch', '--buffer']
  const sink = objectStream(object => objects.push(object))
  const { code, stderr } = await git(args, { stdin: names.map(name => `${name}\n`).join(''), sink })
  const complete = code === 0 && objects.length === names.length
  return { objects, failure: complete ? null : failed(args, { code, stderr }) }
}

function contentOfObject(object: GitObject | null | undefined): Content {
  if (!object) return skipped('unreadable')
  return object.bytes === null ? skipped('too-large') : contentOf(object.bytes)
}

type Unfinished = { readonly object: GitObject; readonly parts: Buffer[] }

/** Cuts the output of `cat-file --batch` into objects; what is too large passes without being kept. */
function objectStream(emit: (object: GitObject | null) => void): (chunk: Buffer) => void {
  let header = ''
  let open: Unfinished | null = null
  let left = 0
  const takeHeader = (chunk: Buffer): number => {
    const end = chunk.indexOf(10)
    header += chunk.toString('latin1', 0, end < 0 ? chunk.length : end)
    if (end < 0) return chunk.length
    const [, id, type, size] = /^([0-9a-f]{40,64}) ([a-z]+) (\d+)$/.exec(header) ?? []
    header = ''
    if (id === undefined || type === undefined) emit(null)
    else {
      left = Number(size) + 1
      open = { object: { id, type, bytes: left - 1 > MAX_BYTES ? null : Buffer.alloc(0) }, parts: [] }
    }
    return end + 1
  }
  const takeBody = (chunk: Buffer, { object, parts }: Unfinished): number => {
    const taken = Math.min(left, chunk.length)
    left -= taken
    if (object.bytes) parts.push(chunk.subarray(0, taken))
    if (left > 0) return taken
    // The last byte is the line feed that ends every object.
    emit({ ...object, bytes: object.bytes && Buffer.concat(parts).subarray(0, -1) })
    open = null
    return taken
  }
  return chunk => {
    for (let at = 0; at < chunk.length;) {
      const rest = chunk.subarray(at)
      at += open ? takeBody(rest, open) : takeHeader(rest)
    }
  }
}

/** For a clone that may not fetch. */
export const refuseToFetch: FetchObjects = () =>
  Promise.reject(
    new UnitcostError(
      'missing-objects',
      'this is a partial clone, and files to compare are still at its remote',
      'Type: git diff --stat BASE HEAD, which fetches what differs, or git fetch --refetch --no-filter',
    ),
  )
