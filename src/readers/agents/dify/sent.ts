import type { CallFact, PromptMessage, PromptPart } from '../../../model/fact.ts'
import type { YamlValue } from '../../yaml.ts'
import { asWritten, history, message, partsOf, textPart } from '../../text.ts'
import { withPieces } from './pieces.ts'
import { toolsOf } from './tools.ts'
import type { Flow } from './node.ts'

/** What one kind of node sends; `model` where it is not the node's own field. */
export type Sent = Partial<Pick<CallFact, 'messages' | 'tools' | 'responseSchema' | 'chunks' | 'loop'>> & {
  readonly model?: YamlValue
}

/** https://docs.dify.ai/en/guides/workflow/node/llm */
export function sentByLlm(settings: YamlValue, flow: Flow): Sent {
  const template = settings.get('prompt_template')
  const written = template.shape === 'list' ? template.items() : [template]
  const prompt = written.flatMap(each => {
    const jinja = each.get('edition_type').text() === 'jinja2' ? each.get('jinja2_text') : null
    const parts = partsOf(jinja ?? each.get('text'), jinja === null ? reference : asWritten)
    return message(each.get('role').text() ?? 'user', parts)
  })
  const sent = withPieces([...prompt, ...memoryOf(settings, flow, true)], settings.get('context'), flow)
  const schema = settings.get('structured_output').get('schema')
  const isStructured = settings.get('structured_output_enabled').boolean() === true && schema.shape === 'map'
  return {
    messages: withImages(sent.messages, settings),
    chunks: sent.chunks,
    responseSchema: isStructured ? JSON.stringify(schema.plain()) : null,
  }
}

/** https://docs.dify.ai/en/guides/workflow/node/question-classifier */
export function sentByClassifier(settings: YamlValue, flow: Flow): Sent {
  const classes = settings.get('classes')
  const names = classes.items().flatMap(each => partsOf(each.get('name'), reference))
  const system = [...partsOf(settings.get('instruction'), reference), ...names]
  return {
    messages: withImages(
      [
        ...message('system', system),
        ...memoryOf(settings, flow, false),
        ...message('user', selected(settings.get('query_variable_selector'))),
      ],
      settings,
    ),
  }
}

/** https://docs.dify.ai/en/guides/workflow/node/parameter-extractor */
export function sentByExtractor(settings: YamlValue, flow: Flow): Sent {
  const parameters = settings.get('parameters')
  const schema = JSON.stringify(
    parameters.items().map(each => described(each, ['name', 'type', 'description', 'options', 'required'])),
  )
  const asTool = settings.get('reasoning_mode').text() === 'function_call'
  const system = partsOf(settings.get('instruction'), reference)
  return {
    messages: withImages(
      [
        ...message('system', asTool ? system : [...system, ...textPart(schema, parameters.line)]),
        ...memoryOf(settings, flow, false),
        ...message('user', selected(settings.get('query'))),
      ],
      settings,
    ),
    tools: asTool ? [{ name: 'extract_parameters', text: schema }] : [],
  }
}

/** https://docs.dify.ai/en/guides/workflow/node/agent */
export function sentByAgent(settings: YamlValue, flow: Flow): Sent {
  const parameters = settings.get('agent_parameters')
  const value = (key: string) => parameters.get(key).get('value')
  const steps = value('maximum_iterations')
  return {
    model: value('model'),
    messages: [
      ...message('system', partsOf(value('instruction'), reference)),
      ...memoryOf(settings, flow, false),
      ...message('user', partsOf(value('query'), reference)),
    ],
    tools: toolsOf(value('tools')),
    loop: { max: steps.number(), at: { path: flow.path, line: steps.line } },
  }
}

/** `{{#node.field#}}` is a reference; other braces are text. */
const reference = (inside: string): string | null => /^#([^#]{1,200})#$/.exec(inside)?.[1] ?? null

/** A variable by its path: `[node, field]`. */
function selected(selector: YamlValue): readonly PromptPart[] {
  const path = selector.shape === 'list' ? selector.items().map(each => each.text() ?? '') : []
  return path.length === 0 ? [] : [{ kind: 'variable', name: path.join('.'), line: selector.line }]
}

/** Earlier turns, and the question that Dify asks after them. A window only bounds the number of turns. */
function memoryOf(settings: YamlValue, { isChat }: Flow, asks: boolean): readonly PromptMessage[] {
  const memory = settings.get('memory')
  if (!isChat || memory.shape !== 'map') return []
  const { line } = memory
  const template = memory.get('query_prompt_template')
  const isWritten = (template.text() ?? '') !== ''
  const query: readonly PromptPart[] = isWritten
    ? partsOf(template, reference)
    : [{ kind: 'variable', name: 'sys.query', line }]
  return [history('memory', line), ...(asks ? message('user', query) : [])]
}

/** The picture goes with the last message. */
function withImages(messages: readonly PromptMessage[], settings: YamlValue): readonly PromptMessage[] {
  const vision = settings.get('vision')
  if (vision.get('enabled').boolean() !== true) return messages
  const image: PromptPart = { kind: 'media', media: 'image', line: vision.line }
  const last = messages.at(-1)
  if (last?.role !== 'user') return [...messages, { role: 'user', parts: [image] }]
  return [...messages.slice(0, -1), { ...last, parts: [...last.parts, image] }]
}

const described = (value: YamlValue, keys: readonly string[]) =>
  Object.fromEntries(
    keys.flatMap(key => (value.get(key).shape === 'nothing' ? [] : [[key, value.get(key).plain()]])),
  )
