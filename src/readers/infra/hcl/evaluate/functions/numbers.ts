import type { BuiltIn } from './built-in.ts'
import { onNumbers, plain, refused, whole } from './built-in.ts'
import { numberOf, textOf } from '../convert.ts'

export const NUMBERS: Readonly<Record<string, BuiltIn>> = {
  abs: onNumbers((value = Number.NaN) => Math.abs(value)),
  ceil: onNumbers((value = Number.NaN) => Math.ceil(value)),
  floor: onNumbers((value = Number.NaN) => Math.floor(value)),
  log: onNumbers((value = Number.NaN, base = Number.NaN) => Math.log(value) / Math.log(base)),
  max: onNumbers((first, ...rest) => (first === undefined ? null : rest.reduce(larger, first))),
  min: onNumbers((first, ...rest) => (first === undefined ? null : rest.reduce(smaller, first))),
  pow: onNumbers((value = Number.NaN, exponent = Number.NaN) => value ** exponent),
  signum: onNumbers((value = Number.NaN) => Math.sign(value)),
  sum: whole((args, call) => {
    const [list] = args
    const numbers = list?.kind === 'list' ? list.items.map(numberOf) : []
    if (numbers.length === 0 || list?.kind !== 'list') return refused(args, call)
    const total = numbers.reduce<number>((sum, number) => sum + (number ?? Number.NaN), 0)
    return plain(total, [...args, ...list.items], call)
  }),
  parseint: whole((args, call) => {
    const [text, base] = [textOf(args[0] ?? NOTHING), numberOf(args[1] ?? NOTHING)]
    const isPlain = text !== null && base !== null && base >= 2 && base <= 36 && /^-?[0-9a-zA-Z]+$/.test(text)
    return isPlain ? plain(Number.parseInt(text, base), args, call) : refused(args, call)
  }),
}

const larger = (a: number, b: number): number => Math.max(a, b)
const smaller = (a: number, b: number): number => Math.min(a, b)

const NOTHING = {
  kind: 'scalar',
  value: null,
  origin: { at: { path: '', line: null }, source: 'literal', name: null },
} as const
