import type { Value } from '../../../value.ts'
import { known, unknownValue } from '../../../value.ts'
import { textOf } from '../convert.ts'
import { spend } from '../context.ts'
import { listOf, mapOf } from '../outcome.ts'
import { plain, refused, whole } from './built-in.ts'
import type { BuiltIn, Call } from './built-in.ts'

export const PATTERNS: Readonly<Record<string, BuiltIn>> = {
  regex: matching((text, pattern, { here }) => {
    const found = new RegExp(pattern, 'u').exec(text)
    return found && valueOf(found, here)
  }),
  regexall: matching((text, pattern, { here }) =>
    listOf(
      [...text.matchAll(new RegExp(pattern, 'gu'))].map(found => valueOf(found, here)),
      here,
    ),
  ),
  replace: whole((args, call) => {
    const [text, part, replacement] = args.map(textOf)
    if (typeof text !== 'string' || typeof part !== 'string' || typeof replacement !== 'string')
      return refused(args, call)
    if (text.length * (replacement.length + 1) > MAX_REPLACED) return tooHard(call)
    if (part.length < 2 || !part.startsWith('/') || !part.endsWith('/'))
      return plain(
        text.replaceAll(part, () => replacement),
        args,
        call,
      )
    const pattern = part.slice(1, -1)
    if (!isHarmless(pattern, text) || !spend(call.budget, STEPS)) return tooHard(call)
    return plain(
      text.replaceAll(new RegExp(pattern, 'gu'), replacement.replaceAll(/\$\{(\w+)\}/g, '$$$1')),
      args,
      call,
    )
  }),
}

type Search = (text: string, pattern: string, call: Call) => Value | null

function matching(search: Search): BuiltIn {
  return whole((args, call) => {
    const [written, text] = args.map(textOf)
    const pattern = written?.replaceAll('(?P<', '(?<')
    if (typeof text !== 'string' || typeof pattern !== 'string') return refused(args, call)
    if (!isHarmless(pattern, text) || !spend(call.budget, STEPS)) return tooHard(call)
    return search(text, pattern, call) ?? refused(args, call)
  })
}

/** A text, a list of groups, or a map of named groups. */
function valueOf(found: RegExpMatchArray, here: Call['here']): Value {
  const text = (value: string | undefined) => known(value ?? null, here)
  if (found.groups !== undefined)
    return mapOf(new Map(Object.entries(found.groups).map(([name, value]) => [name, text(value)])), here)
  return found.length > 1 ? listOf(found.slice(1).map(text), here) : text(found[0])
}

const tooHard = ({ name, here }: Call): Value =>
  unknownValue(`${name}(…) with a pattern that this version does not evaluate`, here)

/** Characters, at most, when every one of them is replaced. */
const MAX_REPLACED = 10_000_000

/** JavaScript goes back and forth where Terraform's engine does not: only what cannot take long is searched. */
const STEPS = 1_000

function isHarmless(pattern: string, text: string): boolean {
  const repeats = pattern.match(/[*+{]/g)?.length ?? 0
  const isOdd = /\)[*+?{]|\(\?(?![:<])|\(\?<[=!]|\\[1-9kpPQzA]|\[\[/.test(pattern)
  return !isOdd && repeats <= 3 && pattern.length <= 100 && text.length <= 200 && isValid(pattern)
}

function isValid(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u').source !== ''
  } catch {
    return false
  }
}
