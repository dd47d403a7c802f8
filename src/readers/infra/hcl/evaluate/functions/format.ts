import type { Value } from '../../../value.ts'
import { numberOf, textOf } from '../convert.ts'

/** `%s`, `%d`, `%05.2f`, `%q`, `%v`; null where a value does not fit. https://pkg.go.dev/fmt */
export function formatted(pattern: string | null | undefined, values: readonly Value[]): string | null {
  if (typeof pattern !== 'string') return null
  let next = 0
  let fits = true
  let length = 0
  const text = pattern.replaceAll(VERB, (...found: readonly string[]) => {
    const [, flags = '', width = '', precision, verb = ''] = found
    if (verb === '%') return '%'
    const value = values[next++]
    const shown = value === undefined || length > MAX_TEXT ? null : one(value, verb, precision)
    length += shown?.length ?? 0
    fits &&= shown !== null
    return padded(shown ?? '', flags, Math.min(Number(width), MAX_WIDTH))
  })
  return fits && next === values.length ? text : null
}

const VERB = /%([-+0 #]*)(\d*)(?:\.(\d*))?([sdvqtgfbxXeE%])/g
const MAX_WIDTH = 200
const MAX_TEXT = 100_000

function one(value: Value, verb: string, precision: string | undefined): string | null {
  const number = numberOf(value)
  if (verb === 'd') return number === null ? null : String(Math.trunc(number))
  if (verb === 'f') return number === null ? null : number.toFixed(Math.min(Number(precision ?? 6), 20))
  if (verb === 'x' || verb === 'X' || verb === 'b') return number === null ? null : inBase(number, verb)
  const text = textOf(value)
  if (verb === 'q') return text === null ? null : JSON.stringify(text)
  return text
}

const inBase = (number: number, verb: string): string =>
  verb === 'b' ? number.toString(2) : verb === 'x' ? number.toString(16) : number.toString(16).toUpperCase()

function padded(text: string, flags: string, width: number): string {
  if (flags.includes('-')) return text.padEnd(width)
  return text.padStart(width, flags.includes('0') ? '0' : ' ')
}
