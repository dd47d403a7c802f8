import { quoted, refused } from './refused.ts'

/** No request has more tokens, and none took longer: what says so is broken or forged. */
const MOST_TOKENS = 1e9
const MOST_MILLISECONDS = 1e9
const MOST_USD = 1e6

/** Where a value stands: for the message. */
export type Spot = { readonly line: number; readonly name: string }

/** Whole tokens of one call; null where nobody recorded them. @throws UnitcostError `import-refused` */
export const tokensAt = (value: unknown, spot: Spot): number | null => {
  const amount = amountAt(value, spot, MOST_TOKENS)
  if (amount !== null && !Number.isInteger(amount)) throw odd(value, spot, 'is no whole number of tokens')
  return amount
}

/** Milliseconds, rounded. @throws UnitcostError `import-refused` */
export const millisecondsAt = (value: unknown, spot: Spot): number | null =>
  amountAt(value, spot, MOST_MILLISECONDS)

/** @throws UnitcostError `import-refused` */
export const usdAt = (value: unknown, spot: Spot): number | null => amountAt(value, spot, MOST_USD)

/** A name of one line; null where there is none. @throws UnitcostError `import-refused` */
export function nameAt(value: unknown, spot: Spot, longest = 200): string | null {
  if (value === undefined || value === null || value === '') return null
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  if (typeof value !== 'string') throw odd(value, spot, 'is no name')
  if (value.length > longest) throw odd(value, spot, `is longer than ${longest} characters`)
  if (CONTROLS.test(value)) throw odd(value, spot, 'has control characters')
  return value
}

const CONTROLS = /\p{Cc}|\p{Zl}|\p{Zp}/u

function amountAt(value: unknown, spot: Spot, most: number): number | null {
  if (value === undefined || value === null || value === '') return null
  const amount = typeof value === 'string' && NUMBER.test(value.trim()) ? Number(value) : value
  if (typeof amount !== 'number' || !Number.isFinite(amount)) throw odd(value, spot, 'is no number')
  if (amount < 0) throw odd(value, spot, 'is less than nothing')
  if (amount > most) throw odd(value, spot, `is more than anything can have (${most})`)
  return amount
}

/** As logs write them; `0x10`, `Infinity` and `NaN` are none. */
const NUMBER = /^[+-]?(?:\d{1,400}\.?\d{0,400}|\.\d{1,400})(?:[eE][+-]?\d{1,4})?$/

const odd = (value: unknown, { line, name }: Spot, what: string) =>
  refused(
    `${name} in line ${line} ${what}: ${quoted(value)}`,
    'Correct the tool that writes this file: evidence with one wrong number in it is not evidence.',
  )
