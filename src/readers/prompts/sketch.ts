import type { Fact, PromptPart } from '../../model/fact.ts'

/**
 * For tests. A short notation: `{name}` variable, `(a|b)` choice, `[over: a]` repeat, `<history>`, `+include`, `@media`,
 * `‖` cache breakpoint.
 */
export const sketch = (parts: readonly PromptPart[]): string => parts.map(sketchPart).join('')

const sketchPart = (part: PromptPart): string => {
  switch (part.kind) {
    case 'text':
      return part.text
    case 'variable':
      return `{${part.name}}`
    case 'choice':
      return `(${part.options.map(sketch).join('|')})`
    case 'repeat':
      return `[${part.over}: ${sketch(part.parts)}]`
    case 'history':
      return `<${part.name}>`
    case 'include':
      return `+${part.path}`
    case 'breakpoint':
      return '‖'
    case 'media':
      return `@${part.media}`
  }
}

/** A message as `role: parts`. */
export const sketches = (facts: readonly Fact[]): readonly string[] =>
  facts.flatMap(fact =>
    fact.kind === 'prompt' || fact.kind === 'call'
      ? fact.messages.map(({ role, parts }) => `${role}: ${sketch(parts)}`)
      : [],
  )
