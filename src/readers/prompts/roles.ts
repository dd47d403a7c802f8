import type { PromptMessage, PromptPart } from '../../model/fact.ts'

/** Whether a text begins with a role header on a line of its own: `system:`, `# user:`, `user[name="Ada"]:`. */
export const hasRoleHeaders = (text: string): boolean =>
  new RegExp(`^\\s*${HEADER}[ \\t]*\\n`, 'i').test(text)

/** Cuts the parts of a file at its role headers. Text before the first one gets the given role. */
export function messagesByHeaders(parts: readonly PromptPart[], role: string): readonly PromptMessage[] {
  const messages: { role: string; parts: PromptPart[] }[] = [{ role, parts: [] }]
  for (const [index, part] of parts.entries()) {
    const edges = { first: index === 0, last: index === parts.length - 1 }
    const pieces = part.kind === 'text' ? cut(part, edges) : [part]
    for (const piece of pieces) {
      if (piece.kind === 'header') messages.push({ role: piece.role, parts: [] })
      else messages.at(-1)?.parts.push(piece)
    }
  }
  return trimmedMessages(messages)
}

/** Messages without the white space around them, and without those that are nothing else. */
export const trimmedMessages = (messages: readonly PromptMessage[]): readonly PromptMessage[] =>
  messages
    .map(message => ({ role: message.role, parts: trimmed(message.parts) }))
    .filter(message => message.parts.length > 0)

type Text = Extract<PromptPart, { kind: 'text' }>
type Header = { readonly kind: 'header'; readonly role: string }

const HEADER = '(?:#+[ \\t]*)?(system|user|assistant|developer|tool)(?:\\[[^\\]\\n]{0,200}\\])?[ \\t]*:'

/** A header needs its own line, and a line may begin or end in the part beside: then it is none. */
function cut(
  part: Text,
  edges: { readonly first: boolean; readonly last: boolean },
): readonly (Text | Header)[] {
  const pieces: (Text | Header)[] = []
  let from = 0
  let line = part.line
  const addText = (end: number) => {
    const text = part.text.slice(from, end)
    if (text !== '') pieces.push({ kind: 'text', text, line })
    line += text.split('\n').length - 1
  }
  for (const match of part.text.matchAll(new RegExp(`^[ \\t]*${HEADER}[ \\t]*$\\n?`, 'gim'))) {
    const end = match.index + match[0].length
    const starts = match.index > 0 || edges.first
    const ends = match[0].endsWith('\n') || edges.last
    if (!starts || !ends) continue
    addText(match.index)
    pieces.push({ kind: 'header', role: match[1]?.toLowerCase() ?? '' })
    from = end
    line++
  }
  addText(part.text.length)
  return pieces
}

/** White space around a message is not sent. */
function trimmed(parts: readonly PromptPart[]): readonly PromptPart[] {
  return parts
    .map((part, index) => {
      if (part.kind !== 'text') return part
      const start = index === 0 ? part.text.trimStart() : part.text
      const skipped = part.text.slice(0, part.text.length - start.length)
      const text = index === parts.length - 1 ? start.trimEnd() : start
      return { ...part, text, line: part.line + skipped.split('\n').length - 1 }
    })
    .filter(part => part.kind !== 'text' || part.text !== '')
}
