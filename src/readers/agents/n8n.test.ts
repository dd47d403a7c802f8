import { expect, test } from 'vitest'
import { n8n } from './n8n.ts'
import { sketchesOf } from './testing.ts'

type Node = {
  readonly name: string
  readonly type: string
  readonly parameters?: object
  readonly [key: string]: unknown
}

const chain = (name: string, type: string, parameters: object = {}): Node => ({
  name,
  type: `@n8n/n8n-nodes-langchain.${type}`,
  parameters,
})
const base = (name: string, type: string, typeVersion = 1): Node => ({
  name,
  type: `n8n-nodes-base.${type}`,
  typeVersion,
})

const link = (kind: string, ...outputs: readonly string[]) => ({
  [kind]: outputs.map(node => (node === '' ? [] : [{ node, type: kind, index: 0 }])),
})

const read = (nodes: readonly Node[], connections: object) =>
  n8n.read({ path: 'n8n/bakery.json', text: JSON.stringify({ name: 'Bakery', nodes, connections }, null, 2) })

const GPT = chain('GPT', 'lmChatOpenAi', {
  model: { __rl: true, mode: 'list', value: 'gpt-4o-mini' },
  options: { maxTokens: 300, maxRetries: 1 },
})

test('an agent sends its instructions, tools, schema and memory, step by step', () => {
  const nodes = [
    GPT,
    chain('Baker', 'agent', {
      text: '=Order: {{ $json.order }}',
      options: { systemMessage: 'You take orders for bread.', maxIterations: 6 },
    }),
    chain('Stock', 'toolWorkflow', { name: 'stock', description: 'How many loaves are left' }),
    chain('Turns', 'memoryBufferWindow'),
    chain('Shape', 'outputParserStructured', { jsonSchemaExample: '{"loaves": 2}' }),
    chain('Unused', 'lmChatAnthropic', { model: 'claude-opus-4-1' }),
  ]
  const { facts, diagnostics } = read(nodes, {
    GPT: link('ai_languageModel', 'Baker'),
    Stock: link('ai_tool', 'Baker'),
    Turns: link('ai_memory', 'Baker'),
    Shape: link('ai_outputParser', 'Baker'),
  })
  expect(diagnostics).toStrictEqual([])
  expect(sketchesOf(facts)).toMatchInlineSnapshot(`
    [
      [
        "n8n/bakery.json#Baker openai/gpt-4o-mini max 300",
        "loop up to 6 (line 26)",
        "retries 1",
        "schema {"loaves": 2}",
        "tool stock {"name":"stock","description":"How many loaves are left"}",
        "system: You take orders for bread.",
        "user: <memory>",
        "user: Order: {$json.order}",
      ],
    ]
  `)
})

const modelCases: readonly (readonly [
  parameters: object,
  model: string | null,
  unresolved: string | null,
])[] = [
  [{ model: 'gpt-4o' }, 'openai/gpt-4o', null],
  [{}, null, 'the node names no model: the default differs between releases of n8n'],
  [{ model: '={{ $json.model }}' }, null, 'the model is chosen at run time ($json.model)'],
  [
    { model: 'qwen', options: { baseURL: 'http://gpu.internal/v1' } },
    null,
    'options.baseURL decides who serves qwen',
  ],
]

test.for(modelCases)('a chat model with %j is %s', ([parameters, model, unresolved]) => {
  const { facts } = read([chain('LLM', 'lmChatOpenAi', parameters), chain('Summary', 'chainLlm')], {
    LLM: link('ai_languageModel', 'Summary'),
  })
  expect(facts).toMatchObject([{ id: 'n8n/bakery.json#Summary', model, unresolved }])
})

test('a chain behind a list runs once for each item, up to where the items are gathered', () => {
  const asks = ['One', 'Each', 'All']
  const nodes = [
    GPT,
    ...asks.map(name => chain(name, 'chainLlm', { text: name })),
    base('Cut', 'splitOut'),
    base('Gather', 'aggregate'),
  ]
  const { facts } = read(nodes, {
    GPT: { ai_languageModel: [asks.map(node => ({ node, type: 'ai_languageModel', index: 0 }))] },
    One: link('main', 'Cut'),
    Cut: link('main', 'Each'),
    Each: link('main', 'Gather'),
    Gather: link('main', 'All'),
  })
  expect(facts.map(fact => fact.kind === 'call' && [fact.id, fact.repeats?.times])).toStrictEqual([
    ['n8n/bakery.json#One', undefined],
    ['n8n/bakery.json#Each', null],
    ['n8n/bakery.json#All', undefined],
  ])
})

test.for([
  [2, 'First'],
  [3, 'Second'],
] as const)(
  'version %i of the loop node repeats what its output named %s leads to',
  ([version, repeated]) => {
    const nodes = [
      GPT,
      base('Loop', 'splitInBatches', version),
      ...['First', 'Second'].map(name => chain(name, 'chainLlm', { text: name })),
    ]
    const { facts } = read(nodes, {
      GPT: {
        ai_languageModel: [['First', 'Second'].map(node => ({ node, type: 'ai_languageModel', index: 0 }))],
      },
      Loop: link('main', 'First', 'Second'),
      [repeated]: link('main', 'Loop'),
    })
    const found = facts.filter(fact => fact.kind === 'call' && fact.repeats !== null)
    expect(found.map(({ id }) => id)).toStrictEqual([`n8n/bakery.json#${repeated}`])
  },
)

test('a node of a vendor asks by itself; one that is switched off asks nobody', () => {
  const parameters = {
    modelId: { __rl: true, value: 'gpt-4o' },
    messages: { values: [{ role: 'system', content: 'Be brief.' }, { content: '={{ $json.question }}' }] },
    options: { maxTokens: 80 },
  }
  const { facts } = read(
    [chain('Reply', 'openAi', parameters), { ...chain('Old', 'openAi', parameters), disabled: true }],
    {},
  )
  expect(sketchesOf(facts)).toMatchInlineSnapshot(`
    [
      [
        "n8n/bakery.json#Reply openai/gpt-4o max 80",
        "system: Be brief.",
        "user: {$json.question}",
      ],
    ]
  `)
})

test('a repair of answers is a call that nobody expects, with the limit of its own model', () => {
  const repairer = { ...GPT, name: 'Repairer', parameters: { model: 'gpt-4o', options: { maxTokens: 90 } } }
  const { facts, diagnostics } = read([repairer, chain('Repair', 'outputParserAutofixing')], {
    Repairer: link('ai_languageModel', 'Repair'),
  })
  expect(facts).toMatchObject([{ id: 'n8n/bakery.json#Repair', onlyAfterFailure: true }])
  expect(sketchesOf(facts)).toStrictEqual([['n8n/bakery.json#Repair openai/gpt-4o max 90', 'user: {Repair}']])
  expect(diagnostics).toStrictEqual([])
})

test('a backup of an instance is a list of workflows, each a request of its own', () => {
  const workflow = (name: string) => ({
    name,
    nodes: [GPT, chain('Sum', 'chainLlm')],
    connections: { GPT: link('ai_languageModel', 'Sum') },
  })
  const { facts } = n8n.read({
    path: 'all.json',
    text: JSON.stringify([workflow('Bread'), workflow('Cake')]),
  })
  expect(facts).toMatchObject([
    { id: 'all.json#Bread/Sum', group: 'all.json#Bread' },
    { id: 'all.json#Cake/Sum', group: 'all.json#Cake' },
  ])
})
