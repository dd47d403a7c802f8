import { MINUS, significant, signed } from './numbers.ts'

/**
 * USD for people: at most four significant digits, cents where there are decimals, none from $100 up:
 * `$0.0135`, `$5.10`, `$1,240`, `$0.00000042`. Null is `unknown`, never `$0`.
 */
export function usd(amount: number | null): string {
  if (amount === null) return 'unknown'
  return (amount < 0 ? MINUS : '') + dollars(Math.abs(amount))
}

/** The price of one unit keeps its digits: `$1.006`, `$2.50`. */
export const unitUsd = (price: number) => withCents(significant(price))

/** A difference: `+$1,240`, `−$30`, `no change`, `unknown`. */
export const usdDelta = (amount: number | null) => (amount === null ? 'unknown' : signed(amount, dollars))

/**
 * Before and after: `$3,240 → $4,480`. Two amounts that differ by less than four digits can show are
 * `about $123,500`: printing the same number twice would look like a mistake.
 */
export function usdPair(base: number | null, head: number | null): string {
  if (base === head) return usd(head)
  const [before, after] = [usd(base), usd(head)]
  return before === after ? `about ${after}` : `${before} → ${after}`
}

/** Low … high in one unit; a single amount where both ends read the same. */
export function usdRange(low: number, high: number): string {
  const [from, to] = [usd(low), usd(high)]
  return from === to ? from : `${from} … ${to}`
}

const dollars = (size: number) => withCents(significant(size, digitsOf(size)))

function withCents(text: string): string {
  const decimals = text.split('.')[1]
  return `$${decimals?.length === 1 ? `${text}0` : text}`
}

/** Cents from $1 up, whole dollars from $100 up. */
function digitsOf(size: number): number {
  if (size >= 1 && size < 10) return 3
  return size >= 100 && size < 1000 ? 3 : 4
}
