import type { PromptMessage, PromptPart, ToolDefinition } from '../../../model/fact.ts'
import type { YamlValue } from '../../yaml.ts'
import { asWritten, history, message, partsOf } from '../../text.ts'
import type { Graph, Node } from './graph.ts'

/** What the parameters of a node say: instructions first, then earlier turns, then the input. */
export function messagesOf(node: Node, graph: Graph): readonly PromptMessage[] {
  const { parameters, line } = node
  const options = parameters.get('options')
  const system = SYSTEM.flatMap(key => [options.get(key), parameters.get(key)]).flatMap(field =>
    message('system', partsIn(field)),
  )
  const listed = LISTS.flatMap(([list, items]) => parameters.get(list).get(items).items())
  const turns = listed.flatMap(each => message(roleOf(each), partsIn(textIn(each))))
  const classes = parameters
    .get('categories')
    .get('categories')
    .items()
    .flatMap(category => [...partsIn(category.get('category')), ...partsIn(category.get('description'))])
  const input = INPUT.map(key => parameters.get(key)).find(field => field.text() !== null)
  const asks = input === undefined ? fallbackInput(node) : partsIn(input)
  const memory = graph.inputs(node, 'ai_memory').length > 0 ? [history('memory', line)] : []
  return [...system, ...message('system', classes), ...turns, ...memory, ...message('user', asks)]
}

/** The tools that hang on an agent. What a node of another app describes itself with is not in the file. */
export const toolsOf = (node: Node, graph: Graph): readonly ToolDefinition[] =>
  graph.inputs(node, 'ai_tool').map(({ name, parameters }) => {
    const description = [parameters.get('description'), parameters.get('toolDescription')]
      .map(field => field.text())
      .find(text => text !== null && text !== '')
    const schema = [parameters.get('inputSchema'), parameters.get('jsonSchemaExample')]
      .map(field => field.text())
      .find(text => text !== null)
    const called = parameters.get('name').text() ?? name
    const text =
      description === undefined ? null : JSON.stringify({ name: called, description, parameters: schema })
    return { name: called, text }
  })

/** The schema of an attached output parser, also behind one that repairs answers. */
export function schemaOf(node: Node, graph: Graph): string | null {
  const parser = graph.inputs(node, 'ai_outputParser').at(0)
  const source =
    parser?.type === 'outputParserAutofixing' ? graph.inputs(parser, 'ai_outputParser').at(0) : parser
  const written = source ?? node
  return SCHEMAS.map(key => written.parameters.get(key).text()).find(text => text !== null) ?? null
}

const SCHEMAS = ['jsonSchemaExample', 'inputSchema', 'jsonSchema']
const SYSTEM = ['systemMessage', 'systemPromptTemplate', 'system']
const INPUT = ['text', 'inputText', 'prompt']
const LISTS = [
  ['messages', 'messageValues'],
  ['messages', 'values'],
  ['responses', 'values'],
] as const

const textIn = (item: YamlValue): YamlValue =>
  item.get('message').shape === 'nothing' ? item.get('content') : item.get('message')

/** Chains list templates by class, `SystemMessagePromptTemplate` unless told; vendors' nodes list roles. */
function roleOf(item: YamlValue): string {
  const isTemplate = item.get('message').shape !== 'nothing'
  const written = item.get('role').text() ?? item.get('type').text()
  const kind = written ?? (isTemplate ? 'system' : 'user')
  return ROLES.find(([pattern]) => pattern.test(kind))?.[1] ?? 'user'
}

const ROLES = [
  [/^system/i, 'system'],
  [/^(?:assistant|model|AIMessage)/, 'assistant'],
] as const

/** Chains and agents without a text of their own take the message of the chat; a repair gets what it repairs. */
function fallbackInput({ type, line, name }: Node): readonly PromptPart[] {
  if (type === 'outputParserAutofixing') return [{ kind: 'variable', name, line }]
  return /^(?:agent|chain)/.test(type) ? [{ kind: 'variable', name: 'chatInput', line }] : []
}

/** A text that begins with `=` is a template of expressions; any other is sent as it is. */
function partsIn(field: YamlValue): readonly PromptPart[] {
  const text = field.text() ?? ''
  if (text === '') return []
  if (!text.startsWith('=')) return [{ kind: 'text', text, line: field.written.line }]
  const [first, ...rest] = partsOf(field, asWritten)
  if (first?.kind !== 'text') return first === undefined ? rest : [first, ...rest]
  const shown = first.text.slice(1)
  return shown === '' ? rest : [{ ...first, text: shown }, ...rest]
}
