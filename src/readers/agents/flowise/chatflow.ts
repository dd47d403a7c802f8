import type { CallFact, PromptMessage, PromptPart } from '../../../model/fact.ts'
import type { YamlValue } from '../../yaml.ts'
import { call } from '../../call.ts'
import { history, message, textPart } from '../../text.ts'
import { modelOf } from './flow.ts'
import type { Flow, Node } from './flow.ts'

/** A chain, an agent or an engine of a chatflow: it names its model, memory, tools and prompt as other nodes. */
export function chatflowCall(node: Node, flow: Flow): CallFact | null {
  const { path } = flow
  if (!ASKING.has(node.category) || SILENT.has(node.name)) return null
  const linked = node.inputs.entries().flatMap(({ value }) => linkedNodes(value, flow))
  const model = linked.find(isModel) ?? sharedModel(node, flow)
  if (model === undefined) return null
  const at = { path, line: node.line }
  const steps = node.inputs.get(node.name === 'supervisor' ? 'recursionLimit' : 'maxIterations')
  return call({
    id: `${path}#${node.id}`,
    group: path,
    at,
    ...modelOf(model.inputs, model.name, path),
    messages: messagesOf(node, linked),
    tools: linked
      .filter(({ category }) => category.startsWith('Tools'))
      .map(tool => ({ name: tool.id, text: null })),
    loop:
      LOOPING.has(node.category) && node.name !== 'seqLLMNode'
        ? { max: steps.number(), at: { path, line: steps.line } }
        : null,
  })
}

/** They steer the flow and ask no model. */
const SILENT = new Set(['seqStart', 'seqEnd', 'seqState', 'seqLoop', 'seqCondition', 'seqToolNode'])
const LOOPING = new Set(['Agents', 'Multi Agents', 'Sequential Agents'])

const isModel = ({ category }: Node): boolean => category === 'Chat Models' || category === 'LLMs'

/** Members of a team without a model of their own take that of its start or supervisor. */
function sharedModel({ category }: Node, flow: Flow): Node | undefined {
  if (category !== 'Multi Agents' && category !== 'Sequential Agents') return undefined
  return flow.leader?.inputs
    .entries()
    .flatMap(({ value }) => linkedNodes(value, flow))
    .find(isModel)
}

const ASKING = new Set(['Chains', 'Agents', 'Engine', 'Multi Agents', 'Sequential Agents'])

/** `{{chatOpenAI_0.data.instance}}` names a node. */
function linkedNodes(value: YamlValue, { nodes }: Flow): readonly Node[] {
  const written = value.shape === 'list' ? value.items() : [value]
  return written.flatMap(each => {
    const id = /^\{\{([\w-]{1,100})\.data\.instance\}\}$/.exec(each.text() ?? '')?.[1]
    return nodes.get(id ?? '') ?? []
  })
}

function messagesOf({ inputs, line }: Node, linked: readonly Node[]): readonly PromptMessage[] {
  const prompts = linked.filter(({ category }) => category === 'Prompts').map(prompt => prompt.inputs)
  const texts = (from: readonly YamlValue[], keys: readonly string[]) =>
    from.flatMap(each => keys.flatMap(key => filledIn(each.get(key))))
  const remembers = linked.some(({ category }) => category === 'Memory')
  const user = texts(prompts, ['template', 'humanMessagePrompt'])
  return [
    ...message('system', texts([inputs, ...prompts], SYSTEM)),
    ...(remembers ? [history('memory', line)] : []),
    ...message('user', user.length > 0 ? user : [{ kind: 'variable', name: 'question', line }]),
  ]
}

const SYSTEM = ['systemMessagePrompt', 'systemMessage', 'responsePrompt', 'workerPrompt', 'supervisorPrompt']

/** `{name}` is a variable of a LangChain prompt. */
function filledIn(field: YamlValue): readonly PromptPart[] {
  const { line } = field.written
  const pieces = (field.text() ?? '').split(/(\{[A-Za-z_]\w{0,99}\})/)
  return pieces.flatMap((piece, index): readonly PromptPart[] =>
    index % 2 === 1 ? [{ kind: 'variable', name: piece.slice(1, -1), line }] : textPart(piece, line),
  )
}
