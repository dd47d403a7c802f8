import { ASSUMPTIONS } from '../../model/assumptions.ts'
import type { PromptFact, PromptPart } from '../../model/fact.ts'
import { readers } from '../../readers/index.ts'
import { readersFor } from '../../readers/relevant.ts'
import type { Encoder } from '../../tokens/encoder.ts'
import { loadEncoder } from '../../tokens/encodings.ts'
import { framingBand, promptFraming } from '../../tokens/prompt-framing.ts'
import { vocabularyOf } from '../../tokens/vocabulary.ts'

/** A prompt of a file, counted for one model. */
export type CountedPrompt = {
  readonly id: string
  readonly model: string
  readonly input_tokens: number
  readonly low: number
  readonly high: number
  readonly exact: boolean
  readonly breakdown: Readonly<Record<string, number>>
  /** Variables, with the tokens that are assumed for each. */
  readonly assumed: Readonly<Record<string, number>>
}

/** The prompts that a reader finds in a file. */
export function promptsIn(path: string, text: string): readonly PromptFact[] {
  const file = {
    path: path.replaceAll('\\', '/'),
    text: text.replaceAll('\r\n', '\n').replace(/^\ufeff/u, ''),
  }
  const fitting = readersFor(file.path)
  const reader = readers.find(({ id, sniff }) => fitting.has(id) && sniff(file))
  return reader?.read(file).facts.filter(fact => fact.kind === 'prompt') ?? []
}

/** @param model the model to count for */
export async function countPrompt(prompt: PromptFact, model: string): Promise<CountedPrompt> {
  const vocabulary = vocabularyOf(model)
  const encoder = await loadEncoder(vocabulary.encoding)
  const parts = prompt.messages.flatMap(message => message.parts.map(part => ({ role: message.role, part })))
  const text = sumBy(parts, ({ role, part }) => [`${role} text`, textTokens(part, encoder)])
  const framing = sumBy(promptFraming(prompt, model, encoder.count), ({ what, tokens }) => [what, tokens])
  const assumed = sumBy(
    parts.flatMap(({ part }) => variablesOf(part)),
    name => [name, ASSUMPTIONS.variable.expected],
  )
  const [textSum, frameSum, variables] = [total(text), total(framing), Object.keys(assumed).length]
  const [low, high] = framingBand(prompt, model)
  const { variable } = ASSUMPTIONS
  return {
    id: prompt.id,
    model,
    input_tokens: Math.round(textSum + frameSum + total(assumed)),
    low: Math.floor(textSum * vocabulary.band.low + frameSum * low + variables * variable.low),
    high: Math.ceil(textSum * vocabulary.band.high + frameSum * high + variables * variable.high),
    exact: vocabulary.exact && variables === 0 && prompt.tools.length === 0 && prompt.responseSchema === null,
    breakdown: { ...text, ...framing },
    assumed,
  }
}

function sumBy<T>(
  items: readonly T[],
  entryOf: (item: T) => readonly [string, number],
): Record<string, number> {
  const sums = new Map<string, number>()
  for (const [name, tokens] of items.map(entryOf))
    if (tokens !== 0) sums.set(name, (sums.get(name) ?? 0) + tokens)
  return Object.fromEntries([...sums].map(([name, tokens]) => [name, Math.round(tokens * 10) / 10]))
}

const total = (sums: Readonly<Record<string, number>>) =>
  Object.values(sums).reduce((sum, one) => sum + one, 0)

/** Of a choice the longest option, of a loop its body once. */
function textTokens(part: PromptPart, encoder: Encoder): number {
  if (part.kind === 'text') return encoder.count(part.text)
  if (part.kind === 'choice') return Math.max(0, ...part.options.map(option => partsTokens(option, encoder)))
  return part.kind === 'repeat' ? partsTokens(part.parts, encoder) : 0
}

const partsTokens = (parts: readonly PromptPart[], encoder: Encoder): number =>
  parts.reduce((sum, part) => sum + textTokens(part, encoder), 0)

function variablesOf(part: PromptPart): readonly string[] {
  if (part.kind === 'variable' || part.kind === 'history') return [part.name]
  if (part.kind === 'choice') return part.options.flat().flatMap(variablesOf)
  return part.kind === 'repeat' ? part.parts.flatMap(variablesOf) : []
}
