import { normal, type Random } from './random.ts'

/** Tokens of a prompt or an answer: the same for all requests, or drawn for each. */
export type Length =
  | { readonly kind: 'fixed'; readonly tokens: number }
  | { readonly kind: 'normal'; readonly mean: number; readonly deviation: number }
  | { readonly kind: 'uniform'; readonly from: number; readonly to: number }

/** `512`, `512±64` (or `512+-64`), `256..768`; null: none of these, or beyond 1 … 1,000,000. */
export function parseLength(text: string): Length | null {
  const [, first = '', sign, second = ''] = /^(\d{1,7})(?:(±|\+-|\.\.)(\d{1,7}))?$/.exec(text) ?? []
  const [a, b] = [Number(first), Number(second)]
  if (first === '' || a < 1 || a > MOST || b > MOST) return null
  if (sign === undefined) return { kind: 'fixed', tokens: a }
  if (sign !== '..') return { kind: 'normal', mean: a, deviation: b }
  return b < a ? null : { kind: 'uniform', from: a, to: b }
}

const MOST = 1_000_000

/** Whole tokens, at least one. */
export function draw(length: Length, random: Random): number {
  if (length.kind === 'fixed') return length.tokens
  if (length.kind === 'uniform') return length.from + Math.floor(random() * (length.to - length.from + 1))
  const drawn = Math.round(length.mean + length.deviation * normal(random))
  return Math.min(MOST, Math.max(1, drawn))
}

export function lengthWords(length: Length): string {
  if (length.kind === 'fixed') return String(length.tokens)
  return length.kind === 'normal' ? `${length.mean}±${length.deviation}` : `${length.from}..${length.to}`
}
