/** Color never says anything alone: each painted word or sign says the same. */
export type Style = 'bold' | 'dim' | 'red' | 'green' | 'yellow'

/** `util.styleText` is younger than the oldest Node that the built file runs on. */
const CODES: Readonly<Record<Style, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
}

export type Cell = { readonly text: string; readonly style: Style | null }

export const cell = (text: string, style: Style | null = null): Cell => ({ text, style })

export function paint({ text, style }: Cell, color: boolean): string {
  if (!color || style === null || text === '') return text
  const [on, off] = CODES[style]
  return `\u001b[${on}m${text}\u001b[${off}m`
}

/** Red costs more, green costs less. */
export const costStyle = (amount: number | null): Style | null => {
  if (amount === null) return 'yellow'
  if (amount === 0) return null
  return amount > 0 ? 'red' : 'green'
}
