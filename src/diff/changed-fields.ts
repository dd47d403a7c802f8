import { number } from './quantity-words.ts'

/**
 * The fields that differ between two plain values, in words that tell the two apart: `query tokens 60` and
 * `query tokens 6,000`. Places, ids and bases are no fields. Three of them say enough.
 */
export function changedFields(before: unknown, after: unknown): readonly [string, string] {
  const fields = differences({ before, after, name: '' }).slice(0, MOST_FIELDS)
  const words = fields.map(({ name, ...sides }) =>
    told(sides.before, sides.after).map(side => `${name} ${side}`),
  )
  return [words.map(([from]) => from).join(', '), words.map(([, to]) => to).join(', ')]
}

const MOST_FIELDS = 3

type Field = { readonly before: unknown; readonly after: unknown; readonly name: string }

function differences({ before, after, name }: Field): readonly Field[] {
  if (Object.is(before, after)) return []
  const [old, current] = [partsOf(before), partsOf(after)]
  if (old === null && current === null) return [{ before, after, name }]
  const keys = [...new Set([...Object.keys(old ?? {}), ...Object.keys(current ?? {})])]
  return keys
    .filter(key => !SILENT.has(key))
    .flatMap(key => differences({ before: old?.[key], after: current?.[key], name: named(key, name) }))
}

const SILENT: ReadonlySet<string> = new Set(['at', 'line', 'modelAt', 'id', 'basis'])

type Parts = Readonly<Record<string, unknown>>

function partsOf(value: unknown): Parts | null {
  const isParts = (candidate: unknown): candidate is Parts =>
    typeof candidate === 'object' && candidate !== null
  return isParts(value) ? value : null
}

/** `queryTokens` as words; the ends of a range after what they are the ends of; a position in a list has no name. */
function named(key: string, parent: string): string {
  if (/^\d+$/u.test(key) || key === 'expected') return parent
  if (key === 'low' || key === 'high') return `${key} ${parent}`.trim()
  return key.replaceAll(/[A-Z]/gu, letter => ` ${letter.toLowerCase()}`)
}

function told(before: unknown, after: unknown): readonly [string, string] {
  if (typeof before === 'string' && typeof after === 'string') return excerpts(before, after)
  const short = [shown(before), shown(after)] as const
  return short[0] === short[1] ? [String(before), String(after)] : short
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return 'none'
  return typeof value === 'number' ? number(value) : String(value).slice(0, EXCERPT)
}

const EXCERPT = 40

/** Long texts from shortly before where they part. */
function excerpts(before: string, after: string): readonly [string, string] {
  let parting = 0
  while (parting < before.length && before[parting] === after[parting]) parting += 1
  const start = Math.max(0, parting - EXCERPT / 2)
  const excerpt = (text: string) => {
    const rest = text.slice(start)
    return `${start > 0 ? '…' : ''}${JSON.stringify(rest.slice(0, EXCERPT))}${rest.length > EXCERPT ? '…' : ''}`
  }
  return [excerpt(before), excerpt(after)]
}
