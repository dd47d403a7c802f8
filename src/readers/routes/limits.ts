import type { Place } from '../../model/evidence.ts'
import type { Limit, LimitOwner } from '../../model/gateway.ts'
import type { YamlValue } from '../yaml.ts'

export const EVERYBODY: LimitOwner = { kind: 'gateway', name: null }

/** Each one of a kind for itself. */
export const each = (kind: LimitOwner['kind']): LimitOwner => ({ kind, name: null })

/**
 * Requests with one value of a header or tag. A value that may be a secret is not said.
 */
export function taggedWith(name: string, value: string): string {
  const isPlain = /^[\w.@-]{1,40}$/.test(value) && !/auth|key|token|secret|cookie/i.test(name)
  return `${name}=${isPlain ? value : '…'}`
}

type Stated = Omit<Limit, 'amount' | 'at'> & { readonly path: string }

/** A limit as a number of the file says it; none where it is no positive number. */
export function limitOf(amount: YamlValue, { path, ...stated }: Stated): readonly Limit[] {
  const value = amount.number()
  const at: Place = { path, line: amount.line }
  return value === null || value <= 0 ? [] : [{ amount: value, ...stated, at }]
}

const SECONDS: ReadonlyMap<string, number> = new Map([
  ['s', 1],
  ['second', 1],
  ['m', 60],
  ['minute', 60],
  ['h', 3600],
  ['hour', 3600],
  ['d', 86_400],
  ['day', 86_400],
  ['w', 604_800],
  ['week', 604_800],
  ['M', 2_628_000],
  ['mo', 2_628_000],
  ['month', 2_628_000],
  ['Y', 31_536_000],
  ['y', 31_536_000],
  ['year', 31_536_000],
])

/** `30d`, `1mo`, `Hour`, `5 minutes`, `90` (seconds) as seconds; a month is 730 hours. Null where it is none. */
export function secondsIn(period: string | null): number | null {
  const [, count = '', unit = ''] =
    /^\s{0,9}(\d{0,9}(?:\.\d{1,9})?)\s{0,9}([a-z]{0,10})\s{0,9}$/i.exec(period ?? '') ?? []
  const short = unit.length > 2 ? unit.toLowerCase().replace(/s$/, '') : unit
  const seconds = (count === '' ? 1 : Number(count)) * (short === '' ? 1 : (SECONDS.get(short) ?? 0))
  return count + unit !== '' && seconds > 0 ? seconds : null
}
