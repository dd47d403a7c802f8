import type { Place } from '../model/evidence.ts'
import type { PromptPart } from '../model/fact.ts'
import type { Prompt } from '../model/workload.ts'

/** Where two prompts begin to differ: the line of the newer one that a reviewer should look at. */
export function firstDifference(base: Prompt | null, head: Prompt): Place {
  if (base?.kind !== 'template' || head.kind !== 'template') return head.at
  const old = base.messages.flatMap(message => message.parts.flatMap(linesOf))
  const current = head.messages.flatMap(message => message.parts.flatMap(linesOf))
  const index = current.findIndex((line, position) => line.text !== old[position]?.text)
  const line = (index === -1 ? current.at(-1) : current[index])?.line ?? head.at.line
  return { path: head.at.path, line }
}

type Line = { readonly text: string; readonly line: number }

function linesOf(part: PromptPart): readonly Line[] {
  if (part.kind === 'text')
    return part.text.split('\n').map((text, offset) => ({ text, line: part.line + offset }))
  return [
    {
      text: JSON.stringify(part, (key, value: unknown) => (key === 'line' ? undefined : value)),
      line: part.line,
    },
  ]
}
