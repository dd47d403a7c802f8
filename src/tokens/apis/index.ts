import type { Conversation } from '../conversation.ts'
import { recordOf } from '../loose.ts'
import type { Json } from '../loose.ts'
import { anthropicMessages } from './anthropic.ts'
import { bedrockConverse, bedrockInvoke } from './bedrock.ts'
import { cohereChat } from './cohere.ts'
import { googleGenerateContent } from './google.ts'
import { openaiChat } from './openai-chat.ts'
import { openaiResponses } from './openai-responses.ts'
import { prompt } from './prompt.ts'

/** The request body of an API in the common shape; null for an API that we do not know. */
export function readRequest(api: string, request: unknown): Conversation | null {
  const read = Object.hasOwn(APIS, api) ? APIS[api] : undefined
  return read === undefined ? null : read(recordOf(request))
}

export const APIS: Readonly<Record<string, (request: Json) => Conversation>> = {
  'openai-chat': openaiChat,
  'openai-responses': openaiResponses,
  'openai-completions': prompt,
  embeddings: prompt,
  'anthropic-messages': anthropicMessages,
  'google-generate-content': googleGenerateContent,
  'bedrock-converse': bedrockConverse,
  'bedrock-invoke': bedrockInvoke,
  'cohere-chat': cohereChat,
}
