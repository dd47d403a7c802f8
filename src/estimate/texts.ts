import type { PromptPart } from '../model/fact.ts'
import type { Call, Prompt, Target, Workload } from '../model/workload.ts'
import type { Encoding } from '../tokens/encodings.ts'
import { framingTexts } from '../tokens/prompt-framing.ts'
import { vocabularyOf } from '../tokens/vocabulary.ts'

/** Every text of the workloads with the vocabulary of every target that reads it: counted in one go. */
export function* textsOf(workloads: readonly Workload[]): Iterable<{ text: string; encoding: Encoding }> {
  const calls = workloads.flatMap(workload => workload.calls)
  // Attribution asks what the base's prompt would cost on the head's model, so each text meets each vocabulary.
  const models = [...new Set(calls.flatMap(targetsOf).map(target => target.model))]
  const encodings = new Set(models.map(model => vocabularyOf(model).encoding))
  for (const { prompt } of calls) {
    for (const text of textsOfPrompt(prompt)) for (const encoding of encodings) yield { text, encoding }
    yield* textsOfFrame(prompt, models)
  }
}

/** Tools and schemas are rendered differently for each model. */
function* textsOfFrame(prompt: Prompt, models: readonly string[]): ReturnType<typeof textsOf> {
  if (prompt.kind === 'profile' || (prompt.tools.length === 0 && prompt.responseSchema === null)) return
  for (const model of models) {
    const { encoding } = vocabularyOf(model)
    for (const text of framingTexts(prompt, model)) yield { text, encoding }
  }
}

export const targetsOf = ({ route }: Call): readonly Target[] => [
  ...[route, ...route.fallbacks, ...(route.escalation ? [route.escalation.to] : [])].flatMap(
    group => group.targets,
  ),
  ...route.routerCalls.map(({ target }) => target),
]

function* textsOfPrompt(prompt: Prompt): Iterable<string> {
  if (prompt.kind === 'profile') return
  for (const message of prompt.messages) yield* textsOfParts(message.parts)
  for (const samples of Object.values(prompt.samples)) yield* samples
}

function* textsOfParts(parts: readonly PromptPart[]): Iterable<string> {
  for (const part of parts) {
    if (part.kind === 'text') yield part.text
    if (part.kind === 'choice') for (const option of part.options) yield* textsOfParts(option)
    if (part.kind === 'repeat') yield* textsOfParts(part.parts)
  }
}
