/** Remembers counts by key, so that a text that was counted once needs no vocabulary. */
export type CountCache = {
  readonly get: (key: string) => number | undefined
  readonly set: (key: string, count: number) => void
}

export function memoryCache(): CountCache {
  const counts = new Map<string, number>()
  return { get: key => counts.get(key), set: (key, count) => void counts.set(key, count) }
}

/** Where a file cache lives: `read` gives null when there is no file yet. */
export type CacheFile = { readonly read: () => string | null; readonly write: (text: string) => void }

/**
 * A cache in a file of its own, `{"version":1,"counts":{key: tokens}}`. Content that is not of that form
 * counts as empty. `save` writes only when something is new, keeps the 50,000 counts used last, in order of use.
 * The file decides what things cost: it must never come from the tree that is judged.
 */
export function fileCache(file: CacheFile): CountCache & { readonly save: () => void } {
  const counts = parseCounts(file.read())
  let isNew = false

  const use = (key: string, count: number) => {
    counts.delete(key)
    counts.set(key, count)
  }

  return {
    get: key => {
      const count = counts.get(key)
      if (count !== undefined) use(key, count)
      return count
    },
    set: (key, count) => {
      isNew ||= counts.get(key) !== count
      use(key, count)
    },
    save: () => {
      if (!isNew) return
      const kept = [...counts].slice(-MOST_COUNTS)
      file.write(JSON.stringify({ version: FORMAT, counts: Object.fromEntries(kept) }))
      isNew = false
    },
  }
}

const FORMAT = 1
const MOST_COUNTS = 50_000

function parseCounts(text: string | null): Map<string, number> {
  const parsed = parsedJson(text ?? '')
  if (!isRecord(parsed) || parsed['version'] !== FORMAT || !isRecord(parsed['counts'])) return new Map()
  return new Map(Object.entries(parsed['counts']).filter(isCount))
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

const isCount = (entry: [string, unknown]): entry is [string, number] =>
  /^[0-9a-f]{24}$/.test(entry[0]) && Number.isSafeInteger(entry[1]) && Number(entry[1]) >= 0
