import { createHash } from 'node:crypto'
import type { Content } from './tree.ts'

/** Larger files are named and not read. */
export const MAX_BYTES = 1024 * 1024

/** https://github.com/git-lfs/git-lfs/blob/main/docs/spec.md: a pointer is under 1,024 bytes. */
const LFS_POINTER = 'version https://git-lfs.github.com/spec/'

const UTF_8 = new TextDecoder()

/** Text with LF line ends and no byte order mark, or why there is none. Bytes that are no UTF-8 become �. */
export function contentOf(bytes: Buffer): Content {
  if (bytes.length > MAX_BYTES) return skipped('too-large')
  if (bytes.includes(0)) return skipped('binary')
  if (bytes.length < 1024 && bytes.toString('latin1').startsWith(LFS_POINTER)) return skipped('lfs-pointer')
  return { kind: 'text', text: UTF_8.decode(bytes).replaceAll('\r\n', '\n') }
}

export const skipped = (why: Extract<Content, { kind: 'skipped' }>['why']): Content => ({
  kind: 'skipped',
  why,
})

/**
 * The object id that git gives to these bytes once CRLF is LF, so that line ends alone are no change.
 * https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
 */
export function blobId(bytes: Buffer, algorithm: 'sha1' | 'sha256'): string {
  const stored = bytes.includes(0) ? bytes : withoutCarriageReturns(bytes)
  return createHash(algorithm).update(`blob ${stored.length}\0`).update(stored).digest('hex')
}

const withoutCarriageReturns = (bytes: Buffer): Buffer =>
  bytes.includes('\r\n') ? Buffer.from(bytes.toString('latin1').replaceAll('\r\n', '\n'), 'latin1') : bytes
