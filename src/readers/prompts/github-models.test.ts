import { expect, test } from 'vitest'
import { githubModels } from './github-models.ts'

const TRIAGE = `name: Ticket triage
model: openai/gpt-4o-mini
modelParameters:
  temperature: 0.2
  maxCompletionTokens: 60
responseFormat: json_schema
jsonSchema: |-
  {
    "name": "label",
    "schema": {"type": "object"}
  }
messages:
  - role: system
    content: |
      Label the ticket.
      Product: {{product}}
  - role: user
    content: "{{ticket}}"
testData:
  - ticket: Card was charged twice
    product: Cards
  - ticket: Cannot log in
    expected: account
evaluators:
  - name: polite
    llm: {modelId: openai/gpt-4o, prompt: "Is {{completion}} polite?"}
`

const read = (text: string) => githubModels.read({ path: 'ai/triage.prompt.yml', text })

test('a prompt states its model, its limit, its messages, its schema and sample values', () => {
  expect(read(TRIAGE)).toMatchInlineSnapshot(`
    {
      "diagnostics": [],
      "facts": [
        {
          "at": {
            "line": 12,
            "path": "ai/triage.prompt.yml",
          },
          "id": "ai/triage.prompt.yml",
          "kind": "prompt",
          "maxOutput": 60,
          "maxOutputAt": {
            "line": 5,
            "path": "ai/triage.prompt.yml",
          },
          "messages": [
            {
              "parts": [
                {
                  "kind": "text",
                  "line": 15,
                  "text": "Label the ticket.
    Product: ",
                },
                {
                  "kind": "variable",
                  "line": 16,
                  "name": "product",
                },
                {
                  "kind": "text",
                  "line": 16,
                  "text": "
    ",
                },
              ],
              "role": "system",
            },
            {
              "parts": [
                {
                  "kind": "variable",
                  "line": 18,
                  "name": "ticket",
                },
              ],
              "role": "user",
            },
          ],
          "model": "openai/gpt-4o-mini",
          "modelAt": {
            "line": 2,
            "path": "ai/triage.prompt.yml",
          },
          "responseSchema": "{"name":"label","schema":{"type":"object"}}",
          "samples": {
            "expected": [
              "account",
            ],
            "product": [
              "Cards",
            ],
            "ticket": [
              "Card was charged twice",
              "Cannot log in",
            ],
          },
          "tools": [],
        },
      ],
    }
  `)
})

test.for([
  ['maxTokens', 300],
  ['max_tokens', 300],
] as const)('%s is an older name of the limit', ([key, limit]) => {
  const { facts } = read(`messages: [{role: user, content: Hi}]\nmodelParameters: {${key}: ${limit}}\n`)
  expect(facts).toMatchObject([{ maxOutput: limit, maxOutputAt: { line: 2 }, model: null, modelAt: null }])
})

test('a schema that is not asked for is not sent', () => {
  const { facts } = read('messages: [{role: user, content: Hi}]\njsonSchema: "{}"\nresponseFormat: text\n')
  expect(facts).toMatchObject([{ responseSchema: null }])
})

test('a schema that is not JSON counts as written, with a warning', () => {
  const { facts, diagnostics } = read(
    'messages: [{role: user, content: Hi}]\nresponseFormat: json_schema\njsonSchema: "{name: label"\n',
  )
  expect(facts).toMatchObject([{ responseSchema: '{name: label' }])
  expect(diagnostics).toMatchObject([{ code: 'json-schema-syntax', severity: 'warning', line: 3 }])
})

const withoutLines = (text: string) => JSON.stringify(read(text)).replaceAll(/"line":\d+/g, '')

test('reformatting the file changes nothing but lines', () => {
  const reformatted = TRIAGE.replace(
    /jsonSchema: [^]*?\nmessages/,
    'jsonSchema: \'{"name":"label","schema":{"type":"object"}}\'\n# comment\nmessages',
  )
  expect(withoutLines(reformatted)).toBe(withoutLines(TRIAGE))
})

test('a Semantic Kernel prompt of the same name is not recognized', () => {
  const text = 'template_format: handlebars\ntemplate: "Sum up {{text}}"\n'
  expect(githubModels.sniff({ path: 'ai/sum_up.prompt.yml', text })).toBe(false)
  expect(read(text).facts).toEqual([])
})

test('a file that is no YAML is an error with its place', () => {
  expect(read('messages:\n  - role: system\n    content: "Label\n').diagnostics).toMatchObject([
    { code: 'yaml-syntax', severity: 'error', path: 'ai/triage.prompt.yml' },
  ])
})
