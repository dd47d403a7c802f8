import type { PromptMessage, PromptPart } from '../model/fact.ts'
import type { YamlValue } from './yaml.ts'

/** A placeholder of a template; its content between the braces → the name of the variable; null: it is text. */
type NameOf = (inside: string) => string | null

/** `{{name}}`, `{{ $json.question }}`: the expression as written is the name. */
export const asWritten: NameOf = inside => inside.slice(0, LONGEST_NAME)

/** Splits a text of a file at its `{{…}}`. What is never closed stays text. Linear. */
export function partsOf(field: YamlValue, nameOf: NameOf): readonly PromptPart[] {
  const text = field.text() ?? ''
  const { line: first, verbatim } = field.written
  const parts: PromptPart[] = []
  let from = 0
  let line = first
  const take = (end: number) => {
    const piece = text.slice(from, end)
    if (piece !== '') parts.push({ kind: 'text', text: piece, line })
    if (verbatim) line += piece.split('\n').length - 1
    from = end
  }
  for (const { start, end, inside } of placeholders(text)) {
    const name = nameOf(inside)
    if (name === null) continue
    take(start)
    parts.push({ kind: 'variable', name, line })
    from = end
  }
  take(text.length)
  return parts
}

/** One message, or none where nothing is sent. */
export const message = (role: string, parts: readonly PromptPart[]): readonly PromptMessage[] =>
  parts.length === 0 ? [] : [{ role, parts }]

/** A text that is sent as it is. */
export const textPart = (text: string, line: number): readonly PromptPart[] =>
  text === '' ? [] : [{ kind: 'text', text, line }]

export const history = (name: string, line: number): PromptMessage => ({
  role: 'user',
  parts: [{ kind: 'history', name, line }],
})

type Placeholder = { readonly start: number; readonly end: number; readonly inside: string }

function placeholders(text: string): readonly Placeholder[] {
  const found: Placeholder[] = []
  let start = text.indexOf('{{')
  while (start >= 0) {
    const close = text.indexOf('}}', start + 2)
    if (close < 0) break
    found.push({ start, end: close + 2, inside: text.slice(start + 2, close).trim() })
    start = text.indexOf('{{', close + 2)
  }
  return found
}

/** Whatever stands between the braces may be a program. */
const LONGEST_NAME = 100
