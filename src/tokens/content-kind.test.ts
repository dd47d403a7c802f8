import { expect, test } from 'vitest'
import { contentKindOf } from './content-kind.ts'

const TEXTS = {
  'a system prompt':
    'You are a support agent of Acme.\nAnswer in one paragraph; be kind.\n- Never promise a refund.\n',
  'a prompt with template variables':
    'Answer the question of {{ customer.name }}\n\n{{ question }}\n\nContext: {{ context }}',
  'a prompt in tags':
    '<role>\nYou are a reviewer who reads every line.\n</role>\nFor each finding say what is wrong and why.',
  'a citation list': '[1] Smith, The cost of tokens, 2026\n[2] Jones, Budgets in review, 2025',
  TypeScript:
    "import { read } from './read.ts'\n\nexport function total(rows: Row[]): number {\n  return rows.length;\n}\n",
  Python: 'import os\n\ndef total(rows):\n    count = len(rows)\n    return count\n',
  SQL: 'SELECT id, name\nFROM customers\nWHERE region = 1;',
  'a JSON document':
    '{\n  "name": "get_weather",\n  "parameters": {\n    "city": "Paris",\n    "days": 3\n  }\n}',
  'JSON on one line': '{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}',
  'JSON lines': '{"id":1,"text":"a b c"}\n{"id":2,"text":"d e f"}',
  Chinese: '你是一名客服人员。请用一段话回答 Acme 客户的问题。',
  Japanese: 'あなたはサポート担当です。質問に答えてください。',
  Korean: '당신은 상담원입니다. 한 문단으로 답하세요.',
  nothing: '',
  'white space': ' \n\t\n',
}

test('what texts are taken for', () => {
  const kinds = Object.entries(TEXTS).map(([name, text]) => `${name}: ${contentKindOf(text)}`)
  expect(kinds.join('\n')).toMatchInlineSnapshot(`
    "a system prompt: prose
    a prompt with template variables: prose
    a prompt in tags: prose
    a citation list: prose
    TypeScript: code
    Python: code
    SQL: code
    a JSON document: json
    JSON on one line: json
    JSON lines: json
    Chinese: cjk
    Japanese: cjk
    Korean: cjk
    nothing: prose
    white space: prose"
  `)
})

test('only the beginning is looked at, so that a huge text costs nothing', () => {
  const prose = 'An answer in plain words. '.repeat(400)
  expect(contentKindOf(prose + '{"a":1},\n'.repeat(500_000))).toBe('prose')
})

test.for([
  ['quotes', '"', 'prose'],
  ['brackets', '[', 'json'],
  ['braces', '{{', 'json'],
  ['colons', 'a:', 'prose'],
  ['empty lines', '\n', 'prose'],
] as const)('a run of %s is judged at once', ([, unit, kind]) => {
  expect(contentKindOf(unit.repeat(100_000))).toBe(kind)
})
