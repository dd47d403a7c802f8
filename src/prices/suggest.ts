/** Hostile names may be megabytes; no model name is longer. */
const LONGEST_NAME = 120

/**
 * At most three known names that somebody may have meant: of the same provider if there are some, else of
 * any. They are for people to choose from; nothing is ever priced by resemblance.
 */
export function suggestNames(name: string, known: readonly string[]): readonly string[] {
  if (name.length > LONGEST_NAME) return []
  const near = known
    .map(candidate => ({ candidate, distance: distance(name.toLowerCase(), candidate.toLowerCase()) }))
    .filter(({ distance }) => distance !== null)
    .toSorted((a, b) => (a.distance ?? 0) - (b.distance ?? 0) || compare(a.candidate, b.candidate))
    .map(({ candidate }) => candidate)
  const provider = name.slice(0, name.indexOf('/') + 1)
  const same = near.filter(candidate => candidate.startsWith(provider))
  return (same.length > 0 ? same : near).slice(0, 3)
}

/** The one key that somebody may have meant to write. */
export function closest(key: string, known: readonly string[]): string | null {
  const near = known
    .map(candidate => ({ candidate, edits: editDistance(key.slice(0, LONGEST_NAME), candidate, 3) }))
    .filter(({ edits }) => edits <= 3)
    .toSorted((a, b) => a.edits - b.edits)
  return near[0]?.candidate ?? null
}

/** Letters to change; little where the other name only says more (`-preview`). Null: not alike. */
function distance(name: string, candidate: string): number | null {
  const id = candidate.slice(candidate.indexOf('/') + 1)
  const written = name.slice(name.lastIndexOf('/') + 1)
  if (words(written).length > 1 && words(written).every(word => words(id).includes(word)))
    return Math.abs(id.length - written.length) / 20
  const most = Math.max(1, Math.min(3, Math.floor(written.length / 4)))
  const edits = editDistance(written, id, most)
  return edits <= most ? edits : null
}

const words = (id: string) => id.split(/[^a-z0-9]+/).filter(word => word !== '')

/** Levenshtein, given up as soon as it must exceed `most`. */
function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1
  let row = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + Number(a[i - 1] !== b[j - 1])
      next.push(Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    if (Math.min(...next) > most) return most + 1
    row = next
  }
  return row[b.length] ?? 0
}

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b))
