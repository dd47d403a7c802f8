import type { YamlValue } from '../../src/readers/yaml.ts'
import type { Judge } from './routes.ts'
import { check, evalsOf, isSameModel, nameOf, partsOf, promptsOf, sendersOf } from './seen.ts'
import type { Seen } from './seen.ts'

const texts = (list: YamlValue) => list.items().flatMap(item => item.text() ?? [])

const modelsNamed = (seen: Seen) => [
  ...sendersOf(seen).flatMap(sender => sender.model ?? []),
  ...evalsOf(seen).flatMap(({ results }) => results.map(({ provider }) => provider)),
]

const model: Judge = (expected, seen) => {
  const wanted = expected.text()
  const named = modelsNamed(seen)
  if (wanted === null) return [check('no model', sendersOf(seen).length > 0 && named.length === 0)]
  return [
    check(
      `model ${wanted}`,
      named.some(one => isSameModel(one, wanted)),
    ),
  ]
}

const client: Judge = (name, seen) => [
  check(`client ${name.text()}`, modelsNamed(seen).includes(name.text() ?? '')),
]

const functionName: Judge = (name, seen) => [
  check(
    `function ${name.text()}`,
    promptsOf(seen).some(({ id }) => id.endsWith(`#${name.text()}`)),
  ),
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
    check(
      `function ${text}`,
      ours.some(name => text.split(' ').includes(name) || name === text),
    ),
  )
}

const namesIn = (seen: Seen): ReadonlySet<string> =>
  new Set(
    sendersOf(seen)
      .flatMap(partsOf)
      .flatMap(part => nameOf(part) ?? [])
      .map(name => name.replace(/^\$/, '')),
  )

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
    const found = sendersOf(seen)
      .flatMap(partsOf)
      .some(part => part.kind === kind)
    const words = expected.boolean() === true ? kind : `no ${kind}`
    return [check(words, sendersOf(seen).length > 0 && found === (expected.boolean() === true))]
  }

const responseFormat: Judge = (expected, seen) => {
  const isSent = sendersOf(seen).some(({ responseSchema }) => responseSchema !== null)
  const isExpected = expected.shape !== 'nothing'
  const words = isExpected ? 'a response schema' : 'no response schema'
  return [check(words, sendersOf(seen).length > 0 && isSent === isExpected)]
}

const partials: Judge = (list, seen) => {
  const included = sendersOf(seen)
    .flatMap(partsOf)
    .filter(({ kind }) => kind === 'include')
  const words = `${list.items().length} includes`
  return list.shape === 'list' ? [check(words, included.length === list.items().length)] : []
}

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
  response_format: responseFormat,
  partials,
}
