import type { YamlValue } from '../../src/readers/yaml.ts'
import type { Judge } from './routes.ts'
import { callsOf, check, evalsOf, isSameModel, nameOf, partsOf, promptsOf, sendersOf } from './seen.ts'
import type { Check, Seen } from './seen.ts'

const texts = (list: YamlValue) => list.items().flatMap(item => item.text() ?? [])

const modelsNamed = (seen: Seen) => [
  ...sendersOf(seen).flatMap(sender => sender.model ?? []),
  ...evalsOf(seen).flatMap(({ results }) => results.map(({ provider }) => provider)),
]

const model: Judge = (expected, seen) => {
  const wanted = expected.text()
  const named = modelsNamed(seen)
  if (wanted === null) return [check('no model', sendersOf(seen).length > 0 && named.length === 0)]
  return [check(`model ${wanted}`, named.some(one => isSameModel(one, wanted)))]
}

const client: Judge = (name, seen) => [check(`client ${name.text()}`, modelsNamed(seen).includes(name.text() ?? ''))]

const functionName: Judge = (name, seen) => [
  check(`function ${name.text()}`, promptsOf(seen).some(({ id }) => id.endsWith(`#${name.text()}`))),
]

const maxOutput: Judge = (expected, seen) => {
  const limits = sendersOf(seen).flatMap(sender => sender.maxOutput ?? [])
  return expected.number() === null
    ? [check('no maximum output', sendersOf(seen).length > 0 && limits.length === 0)]
    : [check(`at most ${expected.text()} tokens`, limits.includes(expected.number() ?? -1))]
}

const roles: Judge = (list, seen) => {
  const ours = new Set(sendersOf(seen).flatMap(({ messages }) => messages.map(({ role }) => spelled(role))))
  return texts(list).map(role => check(`role ${role}`, ours.has(spelled(role))))
}

/** Google calls the assistant "model". */
const spelled = (role: string) => (role === 'model' ? 'assistant' : role)

const variables: Judge = (list, seen) => {
  const ours = namesIn(seen)
  return texts(list).map(name => check(`variable ${name}`, ours.has(name.replace(/^\$/, ''))))
}

/** Semantic Kernel: `recall $input` is a place whose value a function gives. */
const functionCalls: Judge = (list, seen) => {
  const ours = [...namesIn(seen)]
  return texts(list).map(text =>
    check(`function ${text}`, ours.some(name => text.split(' ').includes(name) || name === text)),
  )
}

const namesIn = (seen: Seen): ReadonlySet<string> =>
  new Set(sendersOf(seen).flatMap(partsOf).flatMap(part => nameOf(part) ?? []).map(name => name.replace(/^\$/, '')))

const tools: Judge = (list, seen) => {
  const ours = sendersOf(seen).flatMap(sender => sender.tools.map(({ name }) => name))
  return [
    ...texts(list).map(name => check(`tool ${name}`, ours.includes(name))),
    ...(list.items().length > 0 ? [] : [check('no tools', sendersOf(seen).length > 0 && ours.length === 0)]),
  ]
}

const has =
  (kind: 'media' | 'history'): Judge =>
  (expected, seen) => {
    const found = sendersOf(seen).flatMap(partsOf).some(part => part.kind === kind)
    const words = expected.boolean() === true ? kind : `no ${kind}`
    return [check(words, sendersOf(seen).length > 0 && found === (expected.boolean() === true))]
  }

const maxTurns: Judge = (count, seen) => [
  check(`at most ${count.text()} turns`, callsOf(seen).some(({ loop }) => loop?.max === count.number())),
]

/** Calls of a workflow; an n8n model node shows as the model of the calls that use it. */
const llmNodes: Judge = (list, seen) =>
  list.items().flatMap(node => {
    const name = node.get('name').text() ?? node.get('node').text() ?? ''
    const live = /^(.*)@\w+\*$/.exec(name)?.[1] ?? name
    // A variant that is not the default serves nobody.
    if (live.includes('@')) return [check(`${live} is not live`, callsOf(seen).every(({ id }) => !id.endsWith(live)))]
    return nodeChecks(node, live, seen)
  })

function nodeChecks(node: YamlValue, name: string, seen: Seen): readonly Check[] {
  const type = node.get('type').text() ?? 'call'
  const wanted = node.get('model').text() ?? node.get('deployment').text()
  const template = node.get('template').text()
  const [max, turns] = [node.get('max_tokens').number(), node.get('max_iterations').number()]
  const calls = callsOf(seen)
  const asked = wanted === null ? calls : calls.filter(call => isSameModel(call.model ?? '', wanted))
  return [
    ...(type.startsWith('lm') ? [] : [check(`call ${name}`, calls.some(({ id }) => id.endsWith(`#${name}`)))]),
    ...(wanted === null ? [] : [check(`${name} → ${wanted}`, asked.length > 0)]),
    ...(max === null ? [] : [check(`${name}: at most ${max} tokens`, asked.some(call => call.maxOutput === max))]),
    ...(turns === null ? [] : [check(`${name}: at most ${turns} steps`, calls.some(({ loop }) => loop?.max === turns))]),
    ...(template === null
      ? []
      : [check(`${name} loads ${template}`, calls.some(({ prompt }) => prompt?.endsWith(`/${template}`) === true))]),
  ]
}

const count =
  (words: string, counted: (seen: Seen) => number): Judge =>
  (expected, seen) => [check(`${expected.text()} ${words}`, counted(seen) === expected.number())]

const nodeCount = count('calls', seen => callsOf(seen).length)
const limited = count('calls with a maximum', seen => callsOf(seen).filter(call => call.maxOutput !== null).length)
const repeated = count('calls in an iteration', seen => callsOf(seen).filter(call => call.repeats !== null).length)
const vision = count(
  'calls with an image',
  seen => callsOf(seen).filter(call => partsOf(call).some(part => part.kind === 'media')).length,
)

const retrieved: Judge = (list, seen) =>
  [...new Set(texts(list))].map(top =>
    check(`${top} retrieved pieces`, callsOf(seen).some(({ chunks }) => chunks !== null && chunks.count % Number(top) === 0)),
  )

const usage: Judge = (map, seen) =>
  map.entries().flatMap(({ key, value }) => {
    const results = evalsOf(seen).flatMap(fact => fact.results.filter(({ provider }) => isSameModel(provider, key)))
    const total = (sizes: readonly number[]) => sizes.reduce((sum, size) => sum + size, 0)
    return (['input', 'output'] as const).map(side => {
      const wanted = value.get(`${side}_tokens`).number()
      return check(`${key}: ${wanted} ${side} tokens`, total(results.flatMap(one => one[`${side}Tokens`])) === wanted)
    })
  })

export const PROMPTS: Readonly<Record<string, Judge>> = {
  model,
  client,
  function: functionName,
  max_output_tokens: maxOutput,
  roles,
  variables,
  body_variables: variables,
  undeclared_variables: variables,
  function_calls: functionCalls,
  tools,
  media: has('media'),
  history: has('history'),
  maxTurns,
  llm_nodes: llmNodes,
  llm_node_count: nodeCount,
  nodes_with_max_tokens: limited,
  nodes_in_iteration: repeated,
  vision_nodes: vision,
  knowledge_top_k: retrieved,
  model_usage: usage,
}
