import type { CallFact, Fact, PromptPart } from '../../model/fact.ts'

/** For tests. A call in a few lines: `id model`, `role: text with {variables}`. */
export const sketchesOf = (facts: readonly Fact[]): readonly (readonly string[])[] =>
  facts.filter(fact => fact.kind === 'call').map(sketch)

const sketch = (call: CallFact): readonly string[] => [
  `${call.id} ${call.model ?? `unresolved: ${call.unresolved}`} max ${call.maxOutput}`,
  ...(call.loop === null ? [] : [`loop up to ${call.loop.max} (line ${call.loop.at.line})`]),
  ...(call.repeats === null ? [] : [`repeats ${call.repeats.times} (line ${call.repeats.at.line})`]),
  ...(call.chunks === null ? [] : [`chunks ${call.chunks.count} (line ${call.chunks.at.line})`]),
  ...(call.retries === null ? [] : [`retries ${call.retries}`]),
  ...(call.responseSchema === null ? [] : [`schema ${call.responseSchema}`]),
  ...call.tools.map(({ name, text }) => `tool ${name} ${text}`),
  ...call.messages.map(({ role, parts }) => `${role}: ${parts.map(shown).join('')}`),
]

const shown = (part: PromptPart): string => {
  if (part.kind === 'text') return part.text
  if (part.kind === 'media') return `@${part.media}`
  return part.kind === 'history' ? `<${part.name}>` : part.kind === 'variable' ? `{${part.name}}` : part.kind
}
