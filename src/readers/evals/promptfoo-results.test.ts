import { describe, expect, test } from 'vitest'
import { promptfooResults } from './promptfoo-results.ts'

const TEMPLATE = 'Name the topic: {{ticket}}'
const LABEL = `triage: prompts/triage.txt: ${TEMPLATE}`

const row = (changes: object = {}) => ({
  promptIdx: 0,
  prompt: { raw: 'Name the topic: lost card', label: LABEL },
  provider: { id: 'openai:gpt-5-mini', label: 'mini' },
  response: { output: 'cards', tokenUsage: { prompt: 40, completion: 7, total: 47 } },
  success: true,
  failureReason: 0,
  ...changes,
})

const file = (rows: readonly unknown[]) => ({
  path: 'evals/results.json',
  text: JSON.stringify({
    evalId: 'eval-1',
    results: {
      version: 3,
      timestamp: '2026-11-20T09:30:00.000Z',
      prompts: [{ raw: TEMPLATE, label: LABEL, provider: 'mini' }],
      results: rows,
    },
  }),
})

const results = (rows: readonly unknown[]) =>
  promptfooResults.read(file(rows)).facts.flatMap(fact => (fact.kind === 'eval' ? fact.results : []))

const usage = (prompt: number, completion: number) => ({ output: 'x', tokenUsage: { prompt, completion } })

test('a run states what passed and what the answers really took', () => {
  expect(promptfooResults.read(file([row(), row({ response: usage(44, 9) })]))).toEqual({
    facts: [
      {
        kind: 'eval',
        id: 'evals/results.json',
        at: { path: 'evals/results.json', line: null },
        tool: 'promptfoo',
        ranAt: '2026-11-20T09:30:00.000Z',
        commit: null,
        results: [
          {
            provider: 'openai:gpt-5-mini',
            prompt: 'prompts/triage.txt',
            passed: 2,
            failed: 0,
            errors: 0,
            tests: [expect.objectContaining({ id: 'test 1' }), expect.objectContaining({ id: 'test 2' })],
            outputTokens: [7, 9],
            inputTokens: [40, 44],
            reported: null,
          },
        ],
      },
    ],
    diagnostics: [],
  })
})

describe('outcomes', () => {
  test.for([
    ['passed', {}, { passed: 1, failed: 0, errors: 0, outputTokens: [7] }],
    [
      'failed, although promptfoo writes the reason as an error',
      { success: false, failureReason: 1, error: 'Expected output to equal "cards"' },
      { passed: 0, failed: 1, errors: 0, outputTokens: [7] },
    ],
    [
      'an error of the provider',
      { success: false, failureReason: 2, response: { error: 'API error: 500' } },
      { passed: 0, failed: 0, errors: 1, outputTokens: [] },
    ],
    [
      'an exception, which leaves no response',
      { success: false, failureReason: 2, response: undefined, error: 'Error: boom' },
      { passed: 0, failed: 0, errors: 1, outputTokens: [] },
    ],
    [
      'passed from a cache: quality counts, tokens do not',
      { response: { ...usage(40, 7), cached: true } },
      { passed: 1, failed: 0, errors: 0, outputTokens: [] },
    ],
    ['passed without usage', { response: usage(0, 0) }, { passed: 1, errors: 0, outputTokens: [] }],
    ['passed with odd usage', { response: usage(-3, 0.5) }, { passed: 1, errors: 0, outputTokens: [] }],
  ] as const)('%s', ([, changes, expected]) => {
    expect(results([row(changes)])).toMatchObject([expected])
  })
})

const named = (label: string) => row({ prompt: { raw: 'rendered', label } })

describe('names', () => {
  test.for([
    ['name and path', 'triage: prompts/triage.txt: Label the ticket', 'prompts/triage.txt'],
    ['path alone', 'prompts/triage.txt: Label\nthe ticket', 'prompts/triage.txt'],
    ['a function of a file', 'chat.py:ask: def ask(): pass', 'chat.py'],
    ['a label', 'short answer', 'short answer'],
    ['the template itself', TEMPLATE, 'prompt 1'],
    ['a long text', 'Label the ticket. '.repeat(20), 'prompt 1'],
    ['nothing', '', 'prompt 1'],
  ] as const)('a prompt with %s in its label', ([, label, prompt]) => {
    expect(results([named(label)]).map(each => each.prompt)).toEqual([prompt])
  })

  test('prompts without a name are numbered', () => {
    const rows = [named('Label {{a}}'), named('Sort {{a}}'), named('Label {{a}}')]
    expect(results(rows).map(each => [each.prompt, each.passed])).toEqual([
      ['prompt 1', 2],
      ['prompt 2', 1],
    ])
  })

  test('providers that share an id are told apart by their label', () => {
    const rows = ['cold', 'warm'].map(label => row({ provider: { id: 'openai:gpt-5-mini', label } }))
    expect(results(rows).map(each => each.provider)).toEqual([
      'openai:gpt-5-mini (cold)',
      'openai:gpt-5-mini (warm)',
    ])
  })
})

describe('files', () => {
  test('JSONL has one row a line', () => {
    const rows = [row(), row({ success: false, failureReason: 1 })]
    const text = rows.map(each => JSON.stringify(each)).join('\n')
    expect(promptfooResults.sniff({ path: 'evals/results.jsonl', text })).toBe(true)
    expect(promptfooResults.read({ path: 'evals/results.jsonl', text }).facts).toMatchObject([
      { ranAt: null, results: [{ passed: 1, failed: 1, outputTokens: [7, 7] }] },
    ])
  })

  test('a row that is cut off is said with its line; the others are read', () => {
    const { facts, diagnostics } = promptfooResults.read({
      path: 'evals/results.jsonl',
      text: `${JSON.stringify(row())}\n{"promptIdx": 0, "succ`,
    })
    expect(facts).toMatchObject([{ results: [{ passed: 1 }] }])
    expect(diagnostics).toMatchObject([{ code: 'json-syntax', severity: 'error', line: 2 }])
  })

  test('a file that is cut off gives nothing', () => {
    const { path, text } = file([row()])
    const { facts, diagnostics } = promptfooResults.read({ path, text: text.slice(0, -20) })
    expect(facts).toEqual([])
    expect(diagnostics.map(each => each.message)).toEqual(['These promptfoo results are not valid JSON.'])
  })

  test('an old export without rows is a warning', () => {
    const text = '{"evalId": "eval-0", "results": {"version": 2, "table": {}}}'
    expect(promptfooResults.read({ path: 'evals/results.json', text }).diagnostics).toMatchObject([
      { code: 'promptfoo-version', severity: 'warning' },
    ])
  })

  test.for([
    ['another JSON file', '{"results": []}'],
    ['a configuration', 'prompts: [a.txt]\nproviders: [openai:gpt-5]\n'],
  ] as const)('%s is not recognized', ([, text]) => {
    expect(promptfooResults.sniff({ path: 'evals/results.json', text })).toBe(false)
  })
})
