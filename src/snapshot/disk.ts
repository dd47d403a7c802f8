import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readlinkSync,
  readSync,
  type Stats,
} from 'node:fs'
import { join } from 'node:path'
import { MAX_BYTES, blobId, contentOf, skipped } from './content.ts'
import type { Content, Entry } from './tree.ts'

/** A file below `root`. Its key is computed when somebody asks, so that listing reads nothing. */
export function diskEntry(root: string, path: string, algorithm: 'sha1' | 'sha256' = 'sha1'): Entry | null {
  const stats = statsOf(join(root, path))
  if (stats?.isSymbolicLink()) return symlinkEntry(join(root, path), algorithm)
  if (!stats?.isFile()) return null
  let key: string | undefined
  return {
    kind: 'file',
    get key() {
      return (key ??= keyOf(join(root, path), stats, algorithm))
    },
  }
}

/** Never follows a symbolic link, never reads more than `MAX_BYTES` and one. */
export function readDisk(root: string, path: string): Content {
  const bytes = readBounded(join(root, path))
  return bytes === null ? skipped('unreadable') : contentOf(bytes)
}

function symlinkEntry(file: string, algorithm: 'sha1' | 'sha256'): Entry {
  return { kind: 'symlink', key: blobId(Buffer.from(readlinkSync(file)), algorithm) }
}

function keyOf(file: string, { size, mtimeMs }: Stats, algorithm: 'sha1' | 'sha256'): string {
  const bytes = size > MAX_BYTES ? null : readBounded(file)
  return bytes === null ? `${file}:${size}:${mtimeMs}` : blobId(bytes, algorithm)
}

function statsOf(file: string): Stats | undefined {
  try {
    return lstatSync(file, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

function readBounded(file: string): Buffer | null {
  let descriptor: number | undefined
  try {
    // Not blocking: a file may have become a pipe since it was listed.
    descriptor = openSync(
      file,
      constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0),
    )
    return fstatSync(descriptor).isFile() ? readUpTo(descriptor, MAX_BYTES + 1) : null
  } catch {
    return null
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

function readUpTo(descriptor: number, limit: number): Buffer {
  const bytes = Buffer.allocUnsafe(Math.min(limit, fstatSync(descriptor).size + 1))
  let length = 0
  while (length < bytes.length) {
    const read = readSync(descriptor, bytes, length, bytes.length - length, null)
    if (read === 0) break
    length += read
  }
  return bytes.subarray(0, length)
}
