import type { CallFact } from '../../../model/fact.ts'
import type { YamlValue } from '../../yaml.ts'
import { limitOf } from '../limit.ts'
import type { Node } from './graph.ts'

type Model = Pick<CallFact, 'model' | 'modelAt' | 'unresolved' | 'maxOutput' | 'maxOutputAt' | 'retries'>

/**
 * What a chat model node states. A node without a model takes the default of the installed n8n, which differs
 * between releases: the file does not tell it.
 */
export function modelOf(node: Node, path: string): Model {
  const { parameters } = node
  const field = FIELDS.map(key => parameters.get(key)).find(each => each.shape !== 'nothing')
  const name = field === undefined ? null : textOf(field)
  const options = parameters.get('options')
  const modelAt = { path, line: field?.line ?? node.line }
  const rest = { modelAt, ...limitsOf(parameters, path), retries: options.get('maxRetries').number() }
  if (name === null || name === '')
    return {
      ...rest,
      model: null,
      unresolved: 'the node names no model: the default differs between releases of n8n',
    }
  if (name.startsWith('='))
    return { ...rest, model: null, unresolved: `the model is chosen at run time (${expressionOf(name)})` }
  if (hasOwnAddress(options))
    return { ...rest, model: null, unresolved: `options.baseURL decides who serves ${name}` }
  const provider = PROVIDERS.get(node.type)
  return { ...rest, model: provider === undefined ? name : `${provider}/${name}`, unresolved: null }
}

/** `={{ $json.model }}` → `$json.model` */
const expressionOf = (text: string) => text.slice(1, 101).replace(/^\{\{\s*|\s*\}\}$/g, '')

/** Whether a node holds a model for others. */
export const isModel = ({ type }: Node): boolean => /^lm(?:Chat)?[A-Z]/.test(type)

/** A resource locator is `{__rl, mode, value}`. */
const textOf = (field: YamlValue): string | null => field.text() ?? field.get('value').text()

const FIELDS = ['model', 'modelName', 'modelId', 'deploymentName']

function limitsOf(parameters: YamlValue, path: string) {
  const own = limitOf(parameters.get('options'), LIMITS, path)
  return own.maxOutput === null ? limitOf(parameters, LIMITS, path) : own
}

const LIMITS = ['maxTokens', 'maxTokensToSample', 'maxOutputTokens', 'numPredict', 'maxCompletionTokens']

const hasOwnAddress = (options: YamlValue): boolean => {
  const address = options.get('baseURL').text() ?? ''
  return address !== '' && !/^https:\/\/api\.openai\.com(?:\/|$)/.test(address)
}

const PROVIDERS: ReadonlyMap<string, string> = new Map([
  ['anthropic', 'anthropic'],
  ['googleGemini', 'google'],
  ['lmChatAnthropic', 'anthropic'],
  ['lmChatAwsBedrock', 'bedrock'],
  ['lmChatAzureOpenAi', 'azure'],
  ['lmChatCohere', 'cohere'],
  ['lmChatDeepSeek', 'deepseek'],
  ['lmChatGoogleGemini', 'google'],
  ['lmChatGoogleVertex', 'vertex_ai'],
  ['lmChatGroq', 'groq'],
  ['lmChatMistralCloud', 'mistral'],
  ['lmChatOllama', 'ollama'],
  ['lmChatOpenAi', 'openai'],
  ['lmChatOpenRouter', 'openrouter'],
  ['lmChatXAiGrok', 'xai'],
  ['lmOllama', 'ollama'],
  ['lmOpenAi', 'openai'],
  ['ollama', 'ollama'],
  ['openAi', 'openai'],
])
