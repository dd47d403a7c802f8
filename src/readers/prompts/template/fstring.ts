import type { PromptPart } from '../../../model/fact.ts'
import { namedPart, rootPath } from './names.ts'

/** Python's `str.format` fields: `{name}`, `{name:.2f}`, `{{` for a brace. https://docs.python.org/3/library/string.html */
export function fStringParts(text: string, lineOf: (line: number) => number): readonly PromptPart[] {
  const parts: PromptPart[] = []
  let line = 0
  for (const [piece, field] of text.matchAll(/\{\{|\}\}|\{([^{}\n]*)\}|[^{}]+|[{}]/g)) {
    const name = field === undefined ? null : rootPath(field.trim())
    if (name === null)
      appendText(parts, piece === '{{' || piece === '}}' ? piece.charAt(0) : piece, lineOf(line))
    else parts.push(namedPart(name, lineOf(line)))
    line += piece.split('\n').length - 1
  }
  return parts
}

function appendText(parts: PromptPart[], text: string, line: number): void {
  const last = parts.at(-1)
  if (last?.kind === 'text') parts[parts.length - 1] = { ...last, text: last.text + text }
  else parts.push({ kind: 'text', text, line })
}
