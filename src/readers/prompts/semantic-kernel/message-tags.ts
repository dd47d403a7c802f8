import type { PromptMessage, PromptPart } from '../../../model/fact.ts'

/** Whether a text holds messages as tags: `<message role="system">…</message>`. */
export const hasMessageTags = (text: string): boolean => /<message\s+role\s*=/.test(text)

/** Cuts parts at their message tags. What stands outside of them, and is not blank, gets the given role. */
export function messagesByTags(parts: readonly PromptPart[], role: string): readonly PromptMessage[] {
  const messages: { readonly role: string; readonly parts: PromptPart[] }[] = [{ role, parts: [] }]
  for (const piece of parts.flatMap(cut)) {
    if (piece.kind === 'tag') messages.push({ role: piece.role ?? role, parts: [] })
    else messages.at(-1)?.parts.push(piece)
  }
  return messages.filter(message => message.parts.some(isVisible))
}

type Tag = { readonly kind: 'tag'; readonly role: string | null }

const TAG = /<message\s+role\s*=\s*["'](\w{1,40})["'][^<>]{0,200}>|<\/message>/g

function cut(part: PromptPart): readonly (PromptPart | Tag)[] {
  if (part.kind !== 'text') return [part]
  const pieces: (PromptPart | Tag)[] = []
  let { line } = part
  let from = 0
  const addText = (to: number) => {
    const text = part.text.slice(from, to)
    if (text !== '') pieces.push({ kind: 'text', text, line })
    line += text.split('\n').length - 1
  }
  for (const match of part.text.matchAll(TAG)) {
    addText(match.index)
    from = match.index + match[0].length
    pieces.push({ kind: 'tag', role: match[1] ?? null })
  }
  addText(part.text.length)
  return pieces
}

const isVisible = (part: PromptPart): boolean => part.kind !== 'text' || part.text.trim() !== ''
