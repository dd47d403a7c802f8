import type { Spot } from '../amounts.ts'
import { quoted, refused } from '../refused.ts'

const [EARLIEST, LATEST] = [Date.UTC(2015, 0), Date.UTC(2100, 0)]

/**
 * A moment in milliseconds since 1970: ISO 8601 (without a zone it is UTC), or seconds, milliseconds, micro- or
 * nanoseconds since 1970, told apart by their size. @throws UnitcostError `import-refused`
 */
export function momentAt(value: unknown, { line, name }: Spot): number {
  const at =
    typeof value === 'string' && !/^\d{9,19}(?:\.\d{1,9})?$/.test(value)
      ? parsed(value)
      : scaled(Number(value))
  if (at >= EARLIEST && at < LATEST) return at
  throw refused(
    `${name} in line ${line} is no time between 2015 and 2100: ${quoted(value)}`,
    'Write times as 2026-11-20T09:30:00Z, or as seconds since 1970.',
  )
}

function parsed(text: string): number {
  const [, day, time = 'T00:00:00', zone = 'Z'] =
    /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?))?\s?(Z|UTC|[+-]\d\d:?\d\d)?$/.exec(
      text.trim(),
    ) ?? []
  if (day === undefined) return Number.NaN
  const offset = zone === 'UTC' ? 'Z' : zone.replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2')
  return Date.parse(`${day}T${time.replace(/^T/, '').replace(/(\.\d{3})\d+/, '$1')}${offset}`)
}

function scaled(number: number): number {
  if (number < 1e11) return number * 1000
  if (number < 1e14) return number
  return number < 1e17 ? number / 1000 : number / 1e6
}
