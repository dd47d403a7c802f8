import { listOf } from '../outcome.ts'
import type { Value } from '../../../value.ts'
import { known } from '../../../value.ts'
import { numberOf, textOf } from '../convert.ts'
import { MAX_TEXT, onTexts, plain, refused, whole } from './built-in.ts'
import type { BuiltIn } from './built-in.ts'
import { formatted } from './format.ts'

export const TEXTS: Readonly<Record<string, BuiltIn>> = {
  chomp: onTexts((text = '') => text.replace(/[\r\n]+$/, '')),
  endswith: onTexts((text = '', end = '') => text.endsWith(end)),
  lower: onTexts((text = '') => text.toLowerCase()),
  startswith: onTexts((text = '', start = '') => text.startsWith(start)),
  strcontains: onTexts((text = '', part = '') => text.includes(part)),
  strrev: onTexts((text = '') => [...text].toReversed().join('')),
  title: onTexts((text = '') => text.replaceAll(/(?<![\p{L}\d_])\p{Ll}/gu, letter => letter.toUpperCase())),
  trim: onTexts((text = '', characters = '') => trimmed(text, characters)),
  trimprefix: onTexts((text = '', part = '') => (text.startsWith(part) ? text.slice(part.length) : text)),
  trimsuffix: onTexts((text = '', part = '') =>
    part !== '' && text.endsWith(part) ? text.slice(0, -part.length) : text,
  ),
  trimspace: onTexts((text = '') => text.trim()),
  upper: onTexts((text = '') => text.toUpperCase()),
  urlencode: onTexts((text = '') =>
    encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\uFFFD')).replaceAll('%20', '+'),
  ),
  base64encode: onTexts((text = '') => Buffer.from(text).toString('base64')),
  base64decode: onTexts((text = '') => Buffer.from(text, 'base64').toString('utf8')),
  split: onTexts((separator = '', text = '') => text.split(separator)),
  join: whole(joined),
  indent: whole((args, call) => {
    const [spaces, text] = [args[0] && numberOf(args[0]), args[1] && textOf(args[1])]
    if (typeof spaces !== 'number' || typeof text !== 'string' || spaces < 0 || spaces > 100)
      return refused(args, call)
    return plain(text.replaceAll('\n', `\n${' '.repeat(spaces)}`), args, call)
  }),
  substr: whole((args, call) => {
    const text = args[0] && textOf(args[0])
    const [offset = null, length = null] = args.slice(1).map(numberOf)
    if (typeof text !== 'string' || offset === null || length === null) return refused(args, call)
    const letters = [...text]
    const from = offset < 0 ? Math.max(0, letters.length + offset) : offset
    return plain(letters.slice(from, length < 0 ? undefined : from + length).join(''), args, call)
  }),
  format: whole((args, call) => {
    const [pattern, ...values] = args
    return plain(formatted(pattern && textOf(pattern), values), args, call)
  }),
  formatlist: whole((args, call) => {
    const length = Math.max(1, ...args.slice(0, 20).map(arg => (arg.kind === 'list' ? arg.items.length : 1)))
    const rows = Array.from({ length }, (_, row) => {
      const [pattern, ...values] = args.map(arg => itemAt(arg, row))
      return formatted(pattern && textOf(pattern), values)
    })
    return rows.every(row => row !== null) ? plain(rows, args, call) : refused(args, call)
  }),
}

const itemAt = (value: Value, row: number): Value =>
  value.kind === 'list' ? (value.items[row] ?? known(null, value.origin)) : value

function trimmed(text: string, characters: string): string {
  const cut = new Set(characters)
  const letters = [...text]
  const first = letters.findIndex(letter => !cut.has(letter))
  return first === -1
    ? ''
    : letters.slice(first, letters.findLastIndex(letter => !cut.has(letter)) + 1).join('')
}

function joined(args: Parameters<BuiltIn>[0], call: Parameters<BuiltIn>[1]): Value {
  const [separator, ...lists] = args
  const glue = separator && textOf(separator)
  const items = lists.flatMap(list => (list.kind === 'list' ? list.items : []))
  const texts = items.map(textOf)
  if (typeof glue !== 'string' || !texts.every(text => text !== null)) return refused(args, call)
  const length = texts.reduce((sum, text) => sum + text.length, glue.length * texts.length)
  if (length > MAX_TEXT) return refused(args, call)
  return plain(texts.join(glue), [...args, listOf(items, call.here), ...items], call)
}
