import { expect, test } from 'vitest'
import { promptfooConfig } from './promptfoo-config.ts'

const read = (text: string, path = 'evals/support/promptfooconfig.yaml') =>
  promptfooConfig.read({ path, text })

test('a suite names its prompts, its providers and the values of its variables', () => {
  const suite = read(`description: Ticket triage
prompts:
  - file://prompts/triage.txt
  - file://../../prompts/answer.j2
  - {label: short, raw: file://prompts/short.txt}
  - prompts/legacy.md
  - "Label this ticket: {{ticket}}"
providers:
  - openai:gpt-5-mini
  - {id: anthropic:messages:claude-sonnet-4-5, config: {max_tokens: 120}}
  - openai:chat:gpt-5: {label: large}
defaultTest:
  vars: {product: Cards}
tests:
  - vars: {ticket: Card was charged twice, attempts: 2}
  - vars: {ticket: [Cannot log in, Lost my card], page: file://page.html}
`)
  expect(suite).toMatchInlineSnapshot(`
    {
      "diagnostics": [],
      "facts": [
        {
          "at": {
            "line": 2,
            "path": "evals/support/promptfooconfig.yaml",
          },
          "id": "evals/support/promptfooconfig.yaml",
          "kind": "eval-suite",
          "limits": {
            "latencyMs": null,
            "score": null,
            "usdPerTest": null,
          },
          "prompts": [
            "evals/support/prompts/triage.txt",
            "prompts/answer.j2",
            "evals/support/prompts/short.txt",
            "evals/support/prompts/legacy.md",
            "evals/support/promptfooconfig.yaml#prompt 5",
          ],
          "providers": [
            {
              "id": "openai:gpt-5-mini",
              "maxOutput": null,
              "maxOutputAt": null,
            },
            {
              "id": "anthropic:messages:claude-sonnet-4-5",
              "maxOutput": 120,
              "maxOutputAt": {
                "line": 10,
                "path": "evals/support/promptfooconfig.yaml",
              },
            },
            {
              "id": "openai:chat:gpt-5",
              "maxOutput": null,
              "maxOutputAt": null,
            },
          ],
          "samples": {
            "attempts": [
              "2",
            ],
            "product": [
              "Cards",
            ],
            "ticket": [
              "Card was charged twice",
              "Cannot log in",
              "Lost my card",
            ],
          },
        },
        {
          "at": {
            "line": 7,
            "path": "evals/support/promptfooconfig.yaml",
          },
          "id": "evals/support/promptfooconfig.yaml#prompt 5",
          "kind": "prompt",
          "maxOutput": null,
          "maxOutputAt": null,
          "messages": [
            {
              "parts": [
                {
                  "kind": "text",
                  "line": 7,
                  "text": "Label this ticket: ",
                },
                {
                  "kind": "variable",
                  "line": 7,
                  "name": "ticket",
                },
              ],
              "role": "user",
            },
          ],
          "model": null,
          "modelAt": null,
          "responseSchema": null,
          "samples": {},
          "tools": [],
        },
      ],
    }
  `)
})

test.for([
  ['one string', 'prompts: prompts/*.txt\nproviders: openai:gpt-5\n', ['evals/support/prompts/*.txt']],
  ['a map of paths', 'prompts: {a.txt: A}\ntargets: [openai:gpt-5]\n', ['evals/support/a.txt']],
  ['a function of a file', 'prompts: ["file://chat.py:ask"]\nproviders: [x]\n', ['evals/support/chat.py']],
  ['the same file twice', 'prompts: [a.txt, ./a.txt]\nproviders: [x]\n', ['evals/support/a.txt']],
  ['a path outside the tree', 'prompts: ["file://../../../a.txt"]\nproviders: [x]\n', []],
  ['an absolute path', 'prompts: ["file:///srv/a.txt"]\nproviders: [x]\n', []],
] as const)('prompts may be %s', ([, text, prompts]) => {
  expect(read(text).facts).toMatchObject([{ prompts }])
})

test.for([
  ['none', 'tests: [{vars: {a: b}}]', { usdPerTest: null, latencyMs: null, score: null }],
  [
    'the strictest of all tests',
    'defaultTest: {assert: [{type: cost, threshold: 0.002}, {type: latency, threshold: 900}]}\ntests: [{assert: [{type: cost, threshold: 0.001}], threshold: 0.6}]',
    { usdPerTest: 0.001, latencyMs: 900, score: 0.6 },
  ],
  [
    'odd ones are none',
    'defaultTest: {assert: [{type: cost, threshold: "{{limit}}"}, {type: latency, threshold: -1}]}',
    { usdPerTest: null, latencyMs: null, score: null },
  ],
] as const)('limits of a suite: %s', ([, more, limits]) => {
  expect(read(`prompts: [a.txt]\nproviders: [x]\n${more}\n`).facts).toMatchObject([{ limits }])
})

test('tests in other files leave no samples', () => {
  const { facts } = read('prompts: [a.txt]\nproviders: [x]\ntests: file://tests.jsonl\n')
  expect(facts).toMatchObject([{ samples: {} }])
})

test('a prompt written in the suite itself is a prompt of that name, at its line', () => {
  const { facts } = read(`prompts:
  - "Label this ticket: {{ticket}}"
  - {label: polite, raw: "Answer {{ticket}} politely."}
providers: [openai:gpt-5-mini]
`)
  expect(facts).toMatchObject([
    {
      kind: 'eval-suite',
      prompts: ['evals/support/promptfooconfig.yaml#prompt 1', 'evals/support/promptfooconfig.yaml#polite'],
    },
    { kind: 'prompt', id: 'evals/support/promptfooconfig.yaml#prompt 1', at: { line: 2 }, model: null },
    {
      kind: 'prompt',
      id: 'evals/support/promptfooconfig.yaml#polite',
      messages: [
        {
          role: 'user',
          parts: [
            { kind: 'text', text: 'Answer ' },
            { kind: 'variable', name: 'ticket' },
            { kind: 'text', text: ' politely.' },
          ],
        },
      ],
    },
  ])
})

test.for([
  ['chat.py:ask', 'evals/support/chat.py'],
  ['file://../chat.mjs', 'evals/chat.mjs'],
] as const)('a prompt that is the program %s is said to be unknown', ([written, shown]) => {
  const { facts, diagnostics } = read(`providers: [x]\nprompts:\n  - a.txt\n  - ${written}\n`)
  expect(facts).toHaveLength(1)
  expect(diagnostics).toMatchObject([{ code: 'promptfoo-function', severity: 'warning', line: 4 }])
  expect(diagnostics[0]?.message).toContain(`is the program ${shown}`)
})

test.for(['exec:./ask.sh', 'langfuse://triage:3', 'https://prompts.example/triage'])(
  '%s is no text',
  written => {
    expect(read(`prompts: ["${written}"]\nproviders: [x]\n`).facts).toMatchObject([{ prompts: [] }])
  },
)

test.for([
  ['config: {max_tokens: 120}', 120],
  ['config: {generationConfig: {maxOutputTokens: 90}}', 90],
  ['config: {max_tokens: "{{limit}}"}', null],
] as const)('a provider with %s', ([settings, maxOutput]) => {
  const { facts } = read(`prompts: [a.txt]\nproviders:\n  - id: openai:gpt-5\n    ${settings}\n`)
  const maxOutputAt = maxOutput === null ? null : { path: 'evals/support/promptfooconfig.yaml', line: 4 }
  expect(facts).toMatchObject([{ providers: [{ id: 'openai:gpt-5', maxOutput, maxOutputAt }] }])
})

test.for([
  ['no providers', 'prompts: [a.txt]\n'],
  ['no prompts', 'providers: [openai:gpt-5]\n'],
])('%s: not a suite', ([, text]) => {
  expect(read(text ?? '')).toEqual({ facts: [], diagnostics: [] })
})
