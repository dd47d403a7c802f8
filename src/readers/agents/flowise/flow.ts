import type { CallFact } from '../../../model/fact.ts'
import type { YamlValue } from '../../yaml.ts'
import { limitOf } from '../limit.ts'

export type Node = {
  readonly id: string
  /** The iteration that holds it. */
  readonly parent: string | null
  /** What kind of node it is: `chatOpenAI`, `llmAgentflow`. */
  readonly name: string
  readonly category: string
  readonly inputs: YamlValue
  readonly line: number
}

export type Flow = {
  readonly path: string
  readonly nodes: ReadonlyMap<string, Node>
  /** Loop nodes by the id of the node that they go back to. */
  readonly loops: ReadonlyMap<string, Node>
  /** The start or supervisor of a team: its model is that of members without one. */
  readonly leader: Node | null
}

export function flowOf(path: string, nodes: readonly Node[]): Flow {
  const loops = nodes.filter(({ name }) => name === 'loopAgentflow')
  return {
    path,
    nodes: new Map(nodes.map(node => [node.id, node])),
    // `llmAgentflow_0-Planner`: an id has no dash.
    loops: new Map(
      loops.map(loop => [loop.inputs.get('loopBackToNode').text()?.split('-', 1)[0] ?? '', loop]),
    ),
    leader: nodes.find(({ name }) => name === 'seqStart' || name === 'supervisor') ?? null,
  }
}

type Model = Pick<CallFact, 'model' | 'modelAt' | 'unresolved' | 'maxOutput' | 'maxOutputAt'>

/** The settings of a chat model, and the name of its node. */
export function modelOf(settings: YamlValue, kind: string, path: string): Model {
  const field = ['customModelName', 'modelName', 'model', 'azureOpenAIApiDeploymentName']
    .map(key => settings.get(key))
    .find(each => (each.text() ?? '') !== '')
  const name = field?.text() ?? null
  const rest = { modelAt: { path, line: field?.line ?? settings.line }, ...limitOf(settings, LIMITS, path) }
  if (name === null) return { ...rest, model: null, unresolved: 'the node names no model' }
  if (name.includes('{{'))
    return { ...rest, model: null, unresolved: `the model is chosen at run time (${name.slice(0, 100)})` }
  const isElsewhere = ['basepath', 'baseUrl', 'basePath'].some(key => (settings.get(key).text() ?? '') !== '')
  if (isElsewhere && kind !== 'chatOllama')
    return { ...rest, model: null, unresolved: `the address of the node decides who serves ${name}` }
  const provider = PROVIDERS.get(kind.replace(/_(?:LlamaIndex|LLMs)$/, ''))
  return { ...rest, model: provider === undefined ? name : `${provider}/${name}`, unresolved: null }
}

const LIMITS = ['maxTokens', 'maxTokensToSample', 'maxOutputTokens', 'max_tokens_to_sample', 'numPredict']

const PROVIDERS: ReadonlyMap<string, string> = new Map([
  ['awsChatBedrock', 'bedrock'],
  ['awsBedrock', 'bedrock'],
  ['azureChatOpenAI', 'azure'],
  ['azureOpenAI', 'azure'],
  ['chatAnthropic', 'anthropic'],
  ['chatCerebras', 'cerebras'],
  ['chatCohere', 'cohere'],
  ['chatDeepseek', 'deepseek'],
  ['chatFireworks', 'fireworks'],
  ['chatGoogleGenerativeAI', 'google'],
  ['chatGoogleVertexAI', 'vertex_ai'],
  ['chatMistralAI', 'mistral'],
  ['chatOllama', 'ollama'],
  ['chatOpenAI', 'openai'],
  ['chatOpenRouter', 'openrouter'],
  ['chatPerplexity', 'perplexity'],
  ['chatTogetherAI', 'together'],
  ['chatXAI', 'xai'],
  ['groqChat', 'groq'],
  ['huggingFaceInference', 'huggingface'],
  ['openAI', 'openai'],
  ['replicate', 'replicate'],
])
