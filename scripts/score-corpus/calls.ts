import type { YamlValue } from '../../src/readers/yaml.ts'
import type { Judge } from './routes.ts'
import { callsOf, check, evalsOf, isSameModel, partsOf } from './seen.ts'
import type { Check, Seen } from './seen.ts'

const texts = (list: YamlValue) => list.items().flatMap(item => item.text() ?? [])

const maxTurns: Judge = (count, seen) => [
  check(
    `at most ${count.text()} turns`,
    callsOf(seen).some(({ loop }) => loop?.max === count.number()),
  ),
]

/** Calls of a workflow; an n8n model node shows as the model of the calls that use it. */
const llmNodes: Judge = (list, seen) =>
  list.items().flatMap(node => {
    const name = node.get('name').text() ?? node.get('node').text() ?? ''
    const live = /^(.*)@\w+\*$/.exec(name)?.[1] ?? name
    // A variant that is not the default serves nobody.
    if (live.includes('@'))
      return [
        check(
          `${live} is not live`,
          callsOf(seen).every(({ id }) => !id.endsWith(live)),
        ),
      ]
    if (isUnused(live, seen))
      return [
        check(
          `${live} is connected to nothing`,
          callsOf(seen).every(call => !call.id.endsWith(`#${live}`)),
        ),
      ]
    return nodeChecks(node, live, seen)
  })

/** n8n keeps nodes that nothing uses any more: their connections lead nowhere. They cost nothing. */
function isUnused(name: string, seen: Seen): boolean {
  const links = seen.document.get('connections').get(name).entries()
  const ends = links.flatMap(({ value }) => value.items().flatMap(output => output.items()))
  return links.length > 0 && ends.length === 0 && links.every(({ key }) => key.startsWith('ai_'))
}

function nodeChecks(node: YamlValue, name: string, seen: Seen): readonly Check[] {
  const type = node.get('type').text() ?? 'call'
  const wanted = node.get('model').text() ?? node.get('deployment').text()
  const template = node.get('template').text()
  const [max, turns] = [node.get('max_tokens').number(), node.get('max_iterations').number()]
  const calls = callsOf(seen)
  const asked = wanted === null ? calls : calls.filter(call => isSameModel(call.model ?? '', wanted))
  return [
    ...(type.startsWith('lm')
      ? []
      : [
          check(
            `call ${name}`,
            calls.some(({ id }) => id.endsWith(`#${name}`)),
          ),
        ]),
    ...(wanted === null ? [] : [check(`${name} → ${wanted}`, asked.length > 0)]),
    ...(max === null
      ? []
      : [
          check(
            `${name}: at most ${max} tokens`,
            asked.some(call => call.maxOutput === max),
          ),
        ]),
    ...(turns === null
      ? []
      : [
          check(
            `${name}: at most ${turns} steps`,
            calls.some(({ loop }) => loop?.max === turns),
          ),
        ]),
    ...(template === null
      ? []
      : [
          check(
            `${name} loads ${template}`,
            calls.some(({ prompt }) => prompt?.endsWith(`/${template}`) === true),
          ),
        ]),
  ]
}

const count =
  (words: string, counted: (seen: Seen) => number): Judge =>
  (expected, seen) => [check(`${expected.text()} ${words}`, counted(seen) === expected.number())]

const nodeCount = count('calls', seen => callsOf(seen).length)
const limited = count(
  'calls with a maximum',
  seen => callsOf(seen).filter(call => call.maxOutput !== null).length,
)
const repeated = count(
  'calls in an iteration',
  seen => callsOf(seen).filter(call => call.repeats !== null).length,
)
const vision = count(
  'calls with an image',
  seen => callsOf(seen).filter(call => partsOf(call).some(part => part.kind === 'media')).length,
)

const retrieved: Judge = (list, seen) =>
  [...new Set(texts(list))].map(top =>
    check(
      `${top} retrieved pieces`,
      callsOf(seen).some(({ chunks }) => chunks !== null && chunks.count % Number(top) === 0),
    ),
  )

const usage: Judge = (map, seen) =>
  map.entries().flatMap(({ key, value }) => {
    const results = evalsOf(seen).flatMap(fact =>
      fact.results.filter(({ provider }) => isSameModel(provider, key)),
    )
    const total = (sizes: readonly number[]) => sizes.reduce((sum, size) => sum + size, 0)
    return (['input', 'output'] as const).map(side => {
      const wanted = value.get(`${side}_tokens`).number()
      return check(
        `${key}: ${wanted} ${side} tokens`,
        total(results.flatMap(one => one[`${side}Tokens`])) === wanted,
      )
    })
  })

export const CALLS: Readonly<Record<string, Judge>> = {
  maxTurns,
  llm_nodes: llmNodes,
  llm_node_count: nodeCount,
  nodes_with_max_tokens: limited,
  nodes_in_iteration: repeated,
  vision_nodes: vision,
  knowledge_top_k: retrieved,
  model_usage: usage,
}
