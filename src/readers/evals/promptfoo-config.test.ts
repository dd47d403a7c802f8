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
          "prompts": [
            "evals/support/prompts/triage.txt",
            "prompts/answer.j2",
            "evals/support/prompts/short.txt",
            "evals/support/prompts/legacy.md",
          ],
          "providers": [
            "openai:gpt-5-mini",
            "anthropic:messages:claude-sonnet-4-5",
            "openai:chat:gpt-5",
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

test('tests in other files leave no samples', () => {
  const { facts } = read('prompts: [a.txt]\nproviders: [x]\ntests: file://tests.jsonl\n')
  expect(facts).toMatchObject([{ samples: {} }])
})

test.for([
  ['no providers', 'prompts: [a.txt]\n'],
  ['no prompts', 'providers: [openai:gpt-5]\n'],
])('%s: not a suite', ([, text]) => {
  expect(read(text ?? '')).toEqual({ facts: [], diagnostics: [] })
})
