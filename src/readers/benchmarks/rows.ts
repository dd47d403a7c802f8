import { isRecord, listOf, parseJson } from '../json.ts'
import type { Row } from './tool.ts'

/**
 * The objects of a JSON or JSONL file, also where Python wrote the bare names `Infinity` and `NaN`, which are no
 * JSON. `broken` is the first line that cannot be read.
 */
export function rowsOf(text: string): { readonly rows: readonly Row[]; readonly broken: number | null } {
  const whole = parse(text)
  if (whole !== null) {
    const values = isRecord(whole.value) ? [whole.value] : listOf(whole.value)
    return { rows: values.slice(0, MOST_ROWS).map(value => ({ value, line: null })), broken: null }
  }
  const lines = text.split('\n', MOST_ROWS).map((line, index) => ({ line: index + 1, text: line.trim() }))
  const read = lines.filter(line => line.text !== '').map(line => ({ ...line, parsed: parse(line.text) }))
  return {
    rows: read.flatMap(({ parsed, line }) => (parsed === null ? [] : [{ value: parsed.value, line }])),
    broken: read.find(({ parsed }) => parsed === null)?.line ?? null,
  }
}

/** A sweep has tens of runs, the records of single requests some thousands. */
const MOST_ROWS = 20_000

const parse = (text: string) => parseJson(text) ?? parseJson(withoutBareNames(text))

/** An unlimited rate is a fact, a value that is not a number is none. Strings are stepped over, also unclosed ones. */
const withoutBareNames = (text: string) =>
  text.replace(/"(?:[^"\\]|\\[^]?)*(?:"|$)|-?Infinity|NaN/g, found =>
    found === 'Infinity' ? '"inf"' : found.startsWith('"') ? found : 'null',
  )
