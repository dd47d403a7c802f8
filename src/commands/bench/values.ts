import { parseLength, type Length } from '../../bench/length.ts'
import { usage } from '../options.ts'

/** A number above 0; null: not given. @throws UnitcostError `usage` */
export function number(option: string, given: string | undefined): number | null {
  if (given === undefined) return null
  const value = /^\d{1,12}(?:\.\d{1,9})?$|^\.\d{1,9}$/.test(given) ? Number(given) : 0
  if (value > 0) return value
  throw usage(`--${option} \`${given}\` is not a number above 0`, `For example: --${option} 2.5`)
}

/** A whole number from `least` up; null: not given. @throws UnitcostError `usage` */
export function integer(option: string, given: string | undefined, least: 0 | 1): number | null {
  if (given === undefined) return null
  if (/^\d{1,9}$/.test(given) && Number(given) >= least) return Number(given)
  throw usage(
    `--${option} \`${given}\` is not a whole number from ${least} up`,
    `For example: --${option} 10`,
  )
}

/** `1,2,4,8`, ascending, each once. @throws UnitcostError `usage` */
export function numbers(option: string, given: string): readonly number[] {
  const values = given.split(',').flatMap(one => number(option, one.trim()) ?? [])
  if (values.length > 32) throw usage(`--${option} has ${values.length} values`, 'Give at most 32.')
  return [...new Set(values)].toSorted((a, b) => a - b)
}

/** Tokens, fixed or drawn. @throws UnitcostError `usage` */
export function lengthOf(name: string, text: string): Length {
  const length = parseLength(text)
  if (length !== null) return length
  throw usage(`--${name} \`${text}\` is no number of tokens`, 'Write 512, 512±64 or 256..768.')
}

/** Null: not given. @throws UnitcostError `usage` */
export function oneOf<Name extends string>(
  option: string,
  given: string | undefined,
  names: readonly Name[],
): Name | null {
  if (given === undefined) return null
  const found = names.find(name => name === given)
  if (found !== undefined) return found
  throw usage(`--${option} \`${given}\` is not known`, `It is one of ${names.join(', ')}.`)
}
