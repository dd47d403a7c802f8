import { EMPTY, turn } from './conversation.ts'
import type { Conversation } from './conversation.ts'
import { framingLines } from './count-request.ts'
import { roleOf, toolOf } from './apis/openai-chat.ts'
import { familyOf } from './families.ts'
import { bandFor, fitted } from './fitted.ts'
import type { Count, Line } from './framing/lines.ts'
import { isRecord, parsed } from './loose.ts'
import { vocabularyOf } from './vocabulary.ts'

/** What a prompt has beside its text. */
export type PromptShape = {
  readonly messages: readonly { readonly role: string }[]
  /** `text`: minified JSON `{name, description, parameters}`; null: not known. */
  readonly tools: readonly { readonly name: string; readonly text: string | null }[]
  readonly responseSchema: string | null
}

/** What is billed beside the text of a prompt, in the same way as for a real request. */
export function promptFraming(shape: PromptShape, model: string, count: Count): readonly Line[] {
  const provider = model.includes('/') ? (model.split('/')[0] ?? '') : ''
  const reader = { family: familyOf(model), provider, model, api: 'openai-chat' }
  return framingLines(conversationOf(shape), { reader, count, from: fitted })
}

/** Every text that `promptFraming` will ask the tokens of. */
export function framingTexts(shape: PromptShape, model: string): readonly string[] {
  const texts: string[] = []
  promptFraming(shape, model, text => {
    texts.push(text)
    return 0
  })
  return texts
}

/** How far what is billed beside the text may be off, for prompts with tools or without. */
export function framingBand(shape: PromptShape, model: string): readonly [number, number] {
  if (shape.tools.length === 0 && shape.responseSchema === null) return [1, 1]
  const { exact } = vocabularyOf(model)
  return exact ? [0.97, 1.05] : bandFor(familyOf(model), shape.tools.length > 0 ? 'tools' : 'schema')
}

function conversationOf({ messages, tools, responseSchema }: PromptShape): Conversation {
  const schema = parsed(responseSchema ?? '')
  return {
    ...EMPTY,
    turns: messages.map(({ role }) => turn(roleOf(role), [])),
    tools: tools.flatMap(({ name, text }) => {
      const tool = parsed(text ?? '')
      if (isRecord(tool)) return [toolOf({ name, ...tool })]
      return text === null ? [] : [toolOf({ name, description: text })]
    }),
    schema:
      responseSchema === null
        ? null
        : { name: '', description: '', schema: isRecord(schema) ? schema : { responseSchema } },
  }
}
