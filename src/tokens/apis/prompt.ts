import { EMPTY, textPart, turn } from '../conversation.ts'
import type { Conversation } from '../conversation.ts'
import { listOf, recordOf, recordsOf, textOf } from '../loose.ts'
import type { Json } from '../loose.ts'

/**
 * Text without roles: completions (https://platform.openai.com/docs/api-reference/completions) and embeddings
 * of OpenAI (`input`), Google (`content`, `requests`), Cohere (`texts`) and Amazon (`inputText`). A list of
 * numbers is a list of tokens that somebody already cut.
 */
export function prompt(request: Json): Conversation {
  const contents = [request, ...recordsOf(request['requests'])].flatMap(one =>
    recordsOf(recordOf(one['content'])['parts']).map(part => textOf(part['text'])),
  )
  const named = ['prompt', 'input', 'inputText', 'texts'].flatMap(key => textsOf(request[key]))
  const texts = [...named, ...contents]
  return { ...EMPTY, turns: texts.map(text => turn('user', [textPart(text)])) }
}

const textsOf = (value: unknown): readonly string[] =>
  typeof value === 'string'
    ? [value]
    : listOf(value).flatMap(item => (typeof item === 'string' ? [item] : []))
