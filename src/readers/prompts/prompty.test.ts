import { describe, expect, test } from 'vitest'
import { prompty } from './prompty.ts'
import { sketches } from './sketch.ts'

const read = (text: string) => prompty.read({ path: 'shop/refund.prompty', text })
const withModel = (model: string) => read(`---\nmodel: ${model}\n---\nsystem:\nBe kind.\n`)

const SECOND = `---
name: Refunds
model:
  id: gpt-4o-mini
  provider: openai
  options: { maxOutputTokens: 200 }
inputs:
  - { name: question, kind: string, default: How long do refunds take? }
  - { name: turns, kind: thread }
  - { name: receipt, kind: image }
tools:
  - name: find_order
    kind: function
    description: Finds an order
    parameters:
      - { name: number, kind: string, required: true }
      - { name: year, kind: integer, enumValues: [2025, 2026] }
  - { name: warehouse, kind: mcp }
outputs:
  - { name: answer, kind: string }
---
system:
Answer from our policy.
{{turns}}

user[name="Ada"]:
{{question}} {{receipt}}
`

describe('version 2', () => {
  test('model, limit, messages, inputs by kind, tools and the schema of the answer', () => {
    const { facts, diagnostics } = read(SECOND)
    expect(diagnostics).toEqual([])
    expect(sketches(facts)).toEqual(['system: Answer from our policy.\n<turns>', 'user: {question} @image'])
    expect(facts).toMatchObject([
      {
        kind: 'prompt',
        id: 'shop/refund.prompty',
        at: { line: 22 },
        model: 'openai/gpt-4o-mini',
        modelAt: { line: 4 },
        maxOutput: 200,
        maxOutputAt: { line: 6 },
        samples: { question: ['How long do refunds take?'] },
        tools: [
          {
            name: 'find_order',
            text: '{"name":"find_order","description":"Finds an order","parameters":{"type":"object","properties":{"number":{"type":"string"},"year":{"type":"integer","enum":[2025,2026]}},"required":["number"]}}',
          },
          { name: 'warehouse', text: null },
        ],
        responseSchema: '{"type":"object","properties":{"answer":{"type":"string"}}}',
      },
    ])
  })

  test('a declared conversation that the text does not place follows the instructions', () => {
    const { facts } = read(SECOND.replace('\n{{turns}}', ''))
    expect(sketches(facts)[0]).toBe('system: Answer from our policy.<turns>')
  })
})

describe('version 1', () => {
  test('a deployment on Azure, parameters, samples, loops and a conversation with templated roles', () => {
    const { facts } = read(`---
model:
  api: chat
  configuration: { type: azure_openai, azure_deployment: gpt-4o-mini }
  parameters:
    max_tokens: 128
    tools: [{ type: function, function: { name: pay, parameters: { type: object } } }]
inputs:
  customer: { type: object, sample: { name: Ada } }
sample: { question: Where is it? }
---
# system:
{% for order in customer.orders %}
{{order.name}}
{% endfor %}
{{question}}
{% for turn in history %}
{{turn.role}}:
{{turn.text}}
{% endfor %}
`)
    expect(sketches(facts)).toEqual(['system: [customer.orders: \n{order.name}\n]\n{question}\n<history>'])
    expect(facts).toMatchObject([
      {
        model: 'azure/gpt-4o-mini',
        maxOutput: 128,
        tools: [{ name: 'pay', text: '{"name":"pay","parameters":{"type":"object"}}' }],
        samples: { customer: ['{"name":"Ada"}'], question: ['Where is it?'] },
      },
    ])
  })

  test('a value in another file is no sample', () => {
    expect(read('---\nmodel: gpt-4o\nsample: ${file:order.json}\n---\nHi\n').facts).toMatchObject([
      { samples: {} },
    ])
  })
})

describe('the model', () => {
  test.for([
    ['gpt-4o', 'gpt-4o'],
    ['{ id: gpt-4o, provider: azure }', 'azure/gpt-4o'],
    ['{ configuration: { type: openai, name: gpt-4o } }', 'openai/gpt-4o'],
    ['{ configuration: { type: serverless, model: mistral-large } }', 'mistral-large'],
    ['"${env:MODEL:gpt-4o-mini}"', 'gpt-4o-mini'],
    ['{ api: chat }', null],
  ] as const)('%s is %s', ([written, model]) => {
    const { facts } = withModel(written)
    expect(facts).toMatchObject([{ kind: 'prompt', model }])
  })

  test.for([
    ['"${env:MODEL}"', 'the model comes from the environment variable MODEL'],
    ['{ id: "${file:model.txt}" }', 'the model comes from ${file:model.txt}'],
  ] as const)('%s is unknown, with the reason', ([written, unresolved]) => {
    const { facts } = withModel(written)
    expect(facts).toMatchObject([
      { kind: 'prompt', model: null },
      { kind: 'call', id: 'shop/refund.prompty', prompt: 'shop/refund.prompty', unresolved },
    ])
  })
})

describe('broken front matter', () => {
  test('keeps the fields that make sense, with a warning that names the others', () => {
    const { facts, diagnostics } = read('---\nmodel: gpt-4o\ninputs: {a}[]\n---\nsystem:\nHi\n')
    expect(facts).toMatchObject([{ model: 'gpt-4o' }])
    expect(diagnostics).toMatchObject([
      { code: 'front-matter-syntax', severity: 'warning', line: 3, hint: expect.stringContaining('inputs') },
    ])
  })

  test('is an error where the model is lost', () => {
    expect(read('---\nmodel: {a}[]\n---\nsystem:\nHi\n').diagnostics).toMatchObject([
      { code: 'front-matter-syntax', severity: 'error', line: 2 },
    ])
  })
})

test('endless front matter is refused, with its place', () => {
  const { diagnostics } = read(`---\nmodel: gpt-4o\n${'a: {b}[]\n'.repeat(100_000)}---\nHi\n`)
  expect(diagnostics).toMatchObject([{ code: 'front-matter-too-large', severity: 'error', line: 2 }])
})

test('Mustache where the file says so', () => {
  const { facts } = read('---\ntemplate: { format: mustache }\n---\nuser:\n{{#orders}}{{id}}{{/orders}}\n')
  expect(sketches(facts)).toEqual(['user: [orders: {id}]'])
})

test('a file without front matter is not recognized', () => {
  expect(prompty.sniff({ path: 'a.prompty', text: 'system:\nBe kind.\n' })).toBe(false)
})
