import type { CallFact } from '../../../model/fact.ts'
import { call } from '../../call.ts'
import type { Graph, Node } from './graph.ts'
import { isModel, modelOf } from './model.ts'
import { messagesOf, schemaOf, toolsOf } from './sent.ts'

/** A node that has a model attached asks it; so does an app node of a vendor. A model that nobody uses costs nothing. */
export const callsOf = (graph: Graph, group: string): readonly CallFact[] =>
  graph.nodes.flatMap(node => {
    const model = isApp(node) ? node : graph.inputs(node, 'ai_languageModel').at(0)
    return model === undefined || node.type === SELECTOR ? [] : [callFact(node, model, { graph, group })]
  })

type Around = { readonly graph: Graph; readonly group: string }

function callFact(node: Node, model: Node, { graph, group }: Around): CallFact {
  const { path } = graph
  const at = { path, line: node.line }
  const isTool = graph.users(node, 'ai_tool').length > 0
  const isChosen = model.type === SELECTOR
  return call({
    id: `${group}${group === path ? '#' : '/'}${node.name}`,
    group,
    at,
    ...(isModel(model) || model === node
      ? modelOf(model, path)
      : { modelAt: at, unresolved: isChosen ? CHOSEN : UNKNOWN }),
    messages: messagesOf(node, graph),
    tools: toolsOf(node, graph),
    responseSchema: schemaOf(node, graph),
    chunks: chunksOf(node, graph),
    loop: loopOf(node, path),
    repeats: isTool || graph.isRepeated(node) ? { times: null, at } : null,
    onlyAfterFailure: node.type === REPAIR,
  })
}

const CHOSEN = 'the model is chosen at run time (a model selector node)'
const UNKNOWN = 'the attached node names no model that can be read'
const SELECTOR = 'modelSelector'
/** https://docs.n8n.io/integrations/builtin/cluster-nodes/sub-nodes/n8n-nodes-langchain.outputparserautofixing/ */
const REPAIR = 'outputParserAutofixing'

/** https://docs.n8n.io/integrations/builtin/app-nodes/n8n-nodes-langchain.openai/ */
function isApp({ type, parameters }: Node): boolean {
  if (!['openAi', 'anthropic', 'googleGemini', 'ollama'].includes(type)) return false
  const resource = parameters.get('resource').text() ?? 'text'
  const operation = parameters.get('operation').text() ?? 'message'
  return resource === 'text'
    ? ['message', 'response'].includes(operation)
    : resource === 'image' && operation === 'analyze'
}

/**
 * Agents stop after ten steps unless told otherwise.
 * https://docs.n8n.io/integrations/builtin/cluster-nodes/root-nodes/n8n-nodes-langchain.agent/tools-agent/
 */
function loopOf({ type, parameters, line }: Node, path: string): CallFact['loop'] {
  if (type !== 'agent' && type !== 'agentTool') return null
  const stated = parameters.get('options').get('maxIterations')
  const kind = parameters.get('agent').text() ?? ''
  if (stated.shape !== 'nothing') return { max: stated.number(), at: { path, line: stated.line } }
  return { max: WITHOUT_DEFAULT.has(kind) ? null : 10, at: { path, line } }
}

const WITHOUT_DEFAULT = new Set(['planAndExecuteAgent', 'sqlAgent'])

function chunksOf(node: Node, graph: Graph): CallFact['chunks'] {
  const top = graph.inputs(node, 'ai_retriever').at(0)?.parameters.get('topK')
  const count = top?.number() ?? null
  return top === undefined || count === null ? null : { count, at: { path: graph.path, line: top.line } }
}
