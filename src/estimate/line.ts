import { weakest, type Basis, type Place } from '../model/evidence.ts'
import type { Meter } from './estimate.ts'

/** One row of a bill: so much of a meter at such a price, for one request of a workload. */
export type Line = {
  readonly call: string
  readonly target: string
  readonly meter: Meter
  /** Tokens, or look-ups and searches, per request. */
  readonly quantity: number
  /** USD per million tokens, or per look-up. */
  readonly unitPrice: number
  readonly usd: number
  readonly basis: Basis
  readonly at: Place | null
  readonly source: string
  readonly asOf: string
}

export const total = (lines: readonly Line[]) => lines.reduce((usd, line) => usd + line.usd, 0)

/** The same bill `part` times; an assumed part makes an assumed bill. */
export function times(lines: readonly Line[], part: number, basis: Basis = 'measured'): readonly Line[] {
  if (part === 0) return []
  if (part === 1 && basis === 'measured') return lines
  return lines.map(line => ({
    ...line,
    quantity: line.quantity * part,
    usd: line.usd * part,
    basis: weakest([line.basis, basis]),
  }))
}

/** Rows of the same thing at the same price become one. The order is that of first appearance. */
export function merge(lines: readonly Line[]): readonly Line[] {
  const rows = new Map<string, Line>()
  for (const line of lines) {
    const key = [line.call, line.target, line.meter, line.unitPrice, line.basis, line.at?.path].join('\0')
    const row = rows.get(key)
    rows.set(
      key,
      row === undefined ? line : { ...row, quantity: row.quantity + line.quantity, usd: row.usd + line.usd },
    )
  }
  return [...rows.values()]
}
