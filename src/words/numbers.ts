/** A real minus sign, so that a column of differences lines up and a dash is never read as one. */
export const MINUS = '−'

/**
 * At most four significant digits, thousands separated, no exponent, no trailing zeros: `1,240`, `0.0135`,
 * `0.00000042`. Integers from 1,000 up are rounded to four digits as well: a cost is no more exact than that.
 */
export function significant(n: number, digits = 4): string {
  const rounded = Number(Math.abs(n).toPrecision(digits))
  const decimals = rounded >= 1000 || rounded === 0 ? 0 : digits - 1 - Math.floor(Math.log10(rounded))
  const text = group(trimZeros(rounded.toFixed(Math.min(Math.max(decimals, 0), 30))))
  return n < 0 ? MINUS + text : text
}

/** Tokens, requests, units: `2,100`, `1,200,000`, and a fraction only below 100. */
export function count(n: number): string {
  const size = Math.abs(n)
  if (size >= 100) return (n < 0 ? MINUS : '') + group(size.toFixed(0))
  return significant(n, 3)
}

/** A share of 1 in whole percent, with `under 1 %` for what would round to nothing: `71 %`. */
export function sharePercent(share: number): string {
  if (share > 0 && share < 0.01) return 'under 1 %'
  if (share < 1 && share > 0.99) return 'over 99 %'
  return `${Math.round(share * 100)} %`
}

/**
 * A change relative to base: `+38 %`, `−1.2 %`, and a factor where percents stop meaning anything: `×3.2`.
 * Null (nothing at base) has no words; nor has no change at all.
 */
export function change(ratio: number | null): string | null {
  if (ratio === null || ratio === 1 || !Number.isFinite(ratio)) return null
  if (ratio > 3) return `×${significant(ratio, 2)}`
  return signed((ratio - 1) * 100, percent => `${wholePercent(percent)} %`)
}

/** The sign is always shown; exactly nothing is `no change`. `words` gets the size, never negative. */
export function signed(n: number, words: (size: number) => string): string {
  if (n === 0) return 'no change'
  return (n > 0 ? '+' : MINUS) + words(Math.abs(n))
}

export const plural = (n: number, one: string, many = `${one}s`) => `${count(n)} ${n === 1 ? one : many}`

/** Whole from 10 up, two digits below; never 100 % less while something is left. */
function wholePercent(percent: number): string {
  if (percent < 0.01) return 'under 0.01'
  if (percent > 99 && percent < 100)
    return percent > 99.99 ? 'over 99.99' : (Math.floor(percent * 100) / 100).toString()
  return percent >= 9.95 ? Math.round(percent).toString() : significant(percent, 2)
}

const trimZeros = (text: string) => (text.includes('.') ? text.replace(/\.?0+$/, '') : text)

function group(text: string): string {
  const [whole = '', decimals] = text.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return decimals === undefined ? grouped : `${grouped}.${decimals}`
}
