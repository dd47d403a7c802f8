import type { CallFact } from '../../model/fact.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Reader, Reading, SourceFile } from '../reader.ts'
import { NOTHING } from '../reader.ts'
import type { Samples } from '../samples.ts'
import { firstDocument, parseYaml } from '../yaml.ts'
import type { YamlValue } from '../yaml.ts'
import { callOfPrompt } from './facts.ts'
import { limitOf } from './limit.ts'
import { pathBeside } from './paths.ts'

/** https://microsoft.github.io/promptflow/reference/flow-yaml-schema-reference.html */
export const promptFlow: Reader = {
  id: 'prompt-flow',
  title: 'Prompt flow',
  files: ['**/*.dag.{yml,yaml}', '**/flow.{yml,yaml}'],
  sniff: ({ text }) =>
    /^nodes\s*:/m.test(text) && /\btype["']?\s*:\s*["']?(?:llm|custom_llm|python|prompt)\b/.test(text),
  read,
}

function read(file: SourceFile): Reading {
  const yaml = parseYaml(file)
  const flow = firstDocument(yaml)
  if (flow === null) return { facts: [], diagnostics: yaml.diagnostics }
  const nodes = flow
    .get('nodes')
    .items()
    .flatMap(node => liveNode(node, flow))
  if (nodes.length === 0) return NOTHING
  const hidden = nodes.filter(({ settings }) => settings.get('type').text() === 'python')
  return {
    facts: nodes.filter(({ settings }) => isCall(settings)).map(node => callOf(file.path, node, flow)),
    diagnostics: hidden.length === 0 ? [] : [mayCall(file.path, hidden)],
  }
}

type Node = { readonly name: string; readonly line: number; readonly settings: YamlValue }

/** A node as it runs: of several variants the default one. A node that sums up test runs is none. */
function liveNode(node: YamlValue, flow: YamlValue): readonly Node[] {
  const name = node.get('name').text()
  if (name === null || node.get('aggregation').boolean() === true) return []
  if (node.get('use_variants').boolean() !== true) return [{ name, line: node.line, settings: node }]
  const variants = flow.get('node_variants').get(name)
  const live = variants.get('variants').get(variants.get('default_variant_id').text() ?? '')
  return [{ name, line: node.line, settings: live.get('node') }]
}

const isCall = (node: YamlValue): boolean =>
  node.get('type').text() === 'llm' || node.get('type').text() === 'custom_llm'

function callOf(path: string, { name, line, settings }: Node, flow: YamlValue): CallFact {
  const inputs = settings.get('inputs')
  const source = settings.get('source').get('path').text()
  const { text: model, at, unresolved } = modelOf(inputs, flow)
  return callOfPrompt(
    { id: `${path}#${name}`, at: { path, line } },
    {
      group: path,
      prompt: source === null ? null : pathBeside(path, source),
      model,
      modelAt: at === null ? null : { path, line: at },
      unresolved,
      ...limitOf(path, [inputs.get('max_tokens'), inputs.get('max_completion_tokens')]),
      messages: historyOf(inputs, flow),
      samples: samplesOf(inputs, flow),
    },
  )
}

/** An input that the flow marks as the conversation: earlier turns, wherever the template places them. */
const historyOf = (inputs: YamlValue, flow: YamlValue): CallFact['messages'] =>
  inputs.entries().flatMap(({ key, value }) => {
    const isHistory = inputNamedBy(value.text(), flow)?.get('is_chat_history').boolean() === true
    return isHistory ? [{ role: 'user', parts: [{ kind: 'history', name: key, line: value.line }] }] : []
  })

type Model = {
  readonly text: string | null
  readonly at: number | null
  readonly unresolved: string | null
}

/** The deployment is what is called; `model` says what it holds, where somebody wrote it. */
function modelOf(inputs: YamlValue, flow: YamlValue): Model {
  const written = ['model', 'deployment_name'].map(key => inputs.get(key)).find(each => each.text())
  if (written === undefined) return { text: null, at: null, unresolved: 'the node names no deployment' }
  const text = valueOf(written, flow)
  const unresolved = `the deployment is decided at run time (${written.text()?.slice(0, 60) ?? ''})`
  return { text, at: written.line, unresolved: text === null ? unresolved : null }
}

/** A text, or the default of the input that it refers to; null for what an earlier node gives. */
function valueOf(value: YamlValue, flow: YamlValue): string | null {
  const text = textOf(value)
  if (text === null || !text.startsWith('${')) return text
  const input = inputNamedBy(text, flow)
  return input === null ? null : textOf(input.get('default'))
}

/** The input of the flow that `${inputs.question}` means. */
function inputNamedBy(text: string | null, flow: YamlValue): YamlValue | null {
  const [, name] = /^\$\{inputs\.([\w.-]+)\}$/.exec(text ?? '') ?? []
  return name === undefined ? null : flow.get('inputs').get(name)
}

function textOf(value: YamlValue): string | null {
  const isEmpty = value.text() === null && value.items().length + value.entries().length === 0
  return isEmpty || value.text() === '' ? null : (value.text() ?? JSON.stringify(value.plain()))
}

/** What the flow gives its template when nobody else does. Settings of the call are no values of the text. */
const samplesOf = (inputs: YamlValue, flow: YamlValue): Samples =>
  Object.fromEntries(
    inputs.entries().flatMap(({ key, value }) => {
      const text = SETTINGS.has(key) ? null : valueOf(value, flow)
      return text === null ? [] : [[key, [text]]]
    }),
  )

const SETTINGS = new Set([
  'deployment_name',
  'model',
  'max_tokens',
  'max_completion_tokens',
  'temperature',
  'top_p',
  'stop',
  'presence_penalty',
  'frequency_penalty',
  'logit_bias',
  'response_format',
  'seed',
  'tools',
  'tool_choice',
  'functions',
  'function_call',
  'suffix',
  'logprobs',
  'echo',
  'best_of',
])

function mayCall(path: string, nodes: readonly Node[]): Diagnostic {
  const names = nodes.slice(0, 5).map(({ name }) => name.slice(0, 60))
  const more = nodes.length > names.length ? ` and ${nodes.length - names.length} more` : ''
  return {
    code: 'prompt-flow-python',
    severity: 'note',
    message: `Python runs in ${names.join(', ')}${more}: model calls made there are not known from this file.`,
    hint: 'If the code calls a model, declare that call in unitcost.yml.',
    path,
    line: nodes[0]?.line ?? null,
  }
}
