import { openSync, readSync, closeSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/**
 * The provider that told promptfoo to slow down, as its own log says; null: none did. promptfoo then waits and asks
 * again for minutes, and prints nothing.
 * @param folder promptfoo's configuration folder of this run
 */
export function throttledProvider(folder: string): string | null {
  try {
    const logs = readdirSync(join(folder, 'logs')).filter(name => name.includes('debug'))
    const hits = logs.flatMap(
      name => /\] Rate limit hit for (\S{1,100})/.exec(head(join(folder, 'logs', name)))?.[1] ?? [],
    )
    return hits[0] ?? null
  } catch {
    return null
  }
}

function head(path: string): string {
  const file = openSync(path, 'r')
  try {
    const bytes = Buffer.alloc(MOST_BYTES)
    return bytes.toString('utf8', 0, readSync(file, bytes, 0, MOST_BYTES, 0))
  } finally {
    closeSync(file)
  }
}

const MOST_BYTES = 8 * 2 ** 20
