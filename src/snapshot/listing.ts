import type { Entry } from './tree.ts'

/** One line of `git diff --raw`. `from` is the old path of a renamed file. */
export type PathChange = {
  readonly status: string
  readonly path: string
  readonly from: string | null
  readonly entry: Entry
}

/** `git ls-tree -r -z`: https://git-scm.com/docs/git-ls-tree#_output_format */
export function parseTree(output: string): ReadonlyMap<string, Entry> {
  const entries = new Map<string, Entry>()
  for (const line of output.split('\0')) {
    const tab = line.indexOf('\t')
    const key = line.slice(line.lastIndexOf(' ', tab) + 1, tab)
    if (tab > 0) entries.set(line.slice(tab + 1), { kind: kindOf(line.slice(0, 6)), key })
  }
  return entries
}

/** `git diff --raw -z --no-abbrev`: https://git-scm.com/docs/git-diff#_raw_output_format */
export function parseRawDiff(output: string): readonly PathChange[] {
  const fields = output.split('\0').values()
  const changes: PathChange[] = []
  for (const field of fields) {
    if (!field.startsWith(':')) continue
    const [, mode = '', , id = '', letter = ''] = field.slice(1).split(' ')
    const status = letter.charAt(0)
    const first = fields.next().value ?? ''
    const moved = status === 'R' || status === 'C'
    const path = moved ? (fields.next().value ?? '') : first
    changes.push({
      status,
      path,
      from: status === 'R' ? first : null,
      entry: { kind: kindOf(mode), key: id },
    })
  }
  return changes
}

/** The tree after the changes. Only a path that is new can be out of order. */
export function apply(
  entries: ReadonlyMap<string, Entry>,
  changes: readonly PathChange[],
): ReadonlyMap<string, Entry> {
  const after = new Map(entries)
  for (const { from, path, status } of changes)
    if (from !== null || status === 'D') after.delete(from ?? path)
  const changed = changes.filter(({ status }) => status !== 'D')
  const inPlace = changed.every(({ path }) => after.has(path))
  for (const { path, entry } of changed) after.set(path, entry)
  return inPlace ? after : sorted(after)
}

export const sorted = (entries: Iterable<readonly [string, Entry]>): ReadonlyMap<string, Entry> =>
  new Map([...entries].toSorted(([a], [b]) => (a < b ? -1 : Number(a > b))))

export const renamesOf = (changes: readonly PathChange[]): ReadonlyMap<string, string> =>
  new Map(changes.flatMap(({ path, from }) => (from === null ? [] : [[path, from] as const])))

const kindOf = (mode: string): Entry['kind'] =>
  mode === '120000' ? 'symlink' : mode === '160000' ? 'submodule' : 'file'
