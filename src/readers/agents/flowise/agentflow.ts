import type { CallFact, PromptMessage, PromptPart, ToolDefinition } from '../../../model/fact.ts'
import type { YamlValue } from '../../yaml.ts'
import { call } from '../../call.ts'
import { asWritten, history, message, partsOf } from '../../text.ts'
import { modelOf } from './flow.ts'
import type { Flow, Node } from './flow.ts'

/** A node of an Agentflow V2 that asks a model: `llmAgentflow`, `agentAgentflow`, `conditionAgentAgentflow`. */
export function agentflowCall(node: Node, flow: Flow): CallFact | null {
  const { path, nodes } = flow
  const prefix = PREFIXES.get(node.name)
  if (prefix === undefined) return null
  const { inputs } = node
  const at = { path, line: node.line }
  const isAgent = prefix === 'agent'
  const isIterated = nodes.get(node.parent ?? '')?.name === 'iterationAgentflow'
  const structured = inputs.get(`${prefix}StructuredOutput`)
  return call({
    id: `${path}#${node.id}`,
    group: path,
    at,
    ...modelOf(inputs.get(`${prefix}ModelConfig`), inputs.get(`${prefix}Model`).text() ?? '', path),
    messages: messagesOf(inputs, prefix, node.line),
    tools: isAgent ? toolsOf(inputs.get('agentTools')) : [],
    responseSchema: structured.items().length > 0 ? JSON.stringify(structured.plain()) : null,
    // Flowise asks again as long as the model calls tools.
    loop: isAgent && inputs.get('agentTools').items().length > 0 ? { max: null, at } : loopBackTo(node, flow),
    repeats: isIterated ? { times: null, at } : null,
  })
}

const PREFIXES: ReadonlyMap<string, string> = new Map([
  ['llmAgentflow', 'llm'],
  ['agentAgentflow', 'agent'],
  ['conditionAgentAgentflow', 'conditionAgent'],
])

/** A loop node sends the flow back to an earlier node, at most so often. */
function loopBackTo({ id }: Node, { path, loops }: Flow): CallFact['loop'] {
  const count = loops.get(id)?.inputs.get('maxLoopCount')
  return count === undefined ? null : { max: atMost(count.number()), at: { path, line: count.line } }
}

/** The first pass and the repetitions. */
const atMost = (again: number | null): number | null => (again === null ? null : again + 1)

function messagesOf(inputs: YamlValue, prefix: string, line: number): readonly PromptMessage[] {
  const written = inputs
    .get(`${prefix}Messages`)
    .items()
    .flatMap(each => message(each.get('role').text() ?? 'user', readable(each.get('content'))))
  const remembers = inputs.get(`${prefix}EnableMemory`).boolean() === true
  const input = [`${prefix}UserMessage`, `${prefix}Input`].flatMap(key => readable(inputs.get(key)))
  const scenarios = inputs
    .get(`${prefix}Scenarios`)
    .items()
    .flatMap(each => readable(each.get('scenario')))
  const system = [...readable(inputs.get(`${prefix}Instructions`)), ...scenarios]
  return [
    ...message('system', system),
    ...written,
    ...(remembers ? [history('memory', line)] : []),
    ...message('user', input),
  ]
}

const toolsOf = (tools: YamlValue): readonly ToolDefinition[] =>
  tools.items().flatMap(tool => {
    const name = tool.get('agentSelectedTool').text()
    return name === null || name === '' ? [] : [{ name, text: null }]
  })

/** The editor stores rich text; what is sent has no tags. */
const readable = (field: YamlValue): readonly PromptPart[] =>
  partsOf(field, asWritten).flatMap((part): readonly PromptPart[] => {
    if (part.kind !== 'text') return [part]
    const text = part.text
      .replace(/<\/(?:p|li|h\d|div)>|<br\b[^<>]{0,200}>/g, '\n')
      .replace(/<\/?(?:p|span|strong|em|ul|ol|li|h\d|div|code|pre|a)\b[^<>]{0,2000}>/g, '')
      .replace(/&(lt|gt|quot|amp|nbsp);/g, (_, name: string) => ENTITIES[name] ?? '')
    return text.trim() === '' ? [] : [{ ...part, text }]
  })

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', amp: '&', nbsp: ' ' }
