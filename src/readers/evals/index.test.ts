import { existsSync } from 'node:fs'
import picomatch from 'picomatch'
import { expect, test } from 'vitest'
import type { SourceFile } from '../reader.ts'
import { evals } from './index.ts'

const FIXTURES: Readonly<Record<string, SourceFile>> = {
  'inspect-ai': {
    path: 'logs/2026-11-20T09-30-00_triage.json',
    text: '{"version": 2, "eval": {"task": "triage", "model": "openai/gpt-5-mini"}, "stats": {}, "samples": [{}]}',
  },
  junit: {
    path: 'evals/results.xml',
    text: '<testsuite><testcase name="refund"/></testsuite>',
  },
  'promptfoo-config': {
    path: 'evals/promptfooconfig.yaml',
    text: 'prompts: [file://triage.txt]\nproviders: [openai:gpt-5-mini]\n',
  },
  'promptfoo-results': {
    path: 'evals/results.json',
    text: '{"evalId": "eval-1", "results": {"version": 3, "results": []}}',
  },
}

test.for(evals)('$id finds its files, recognizes them, and has its page', reader => {
  const file = FIXTURES[reader.id] ?? { path: '', text: '' }
  expect(picomatch.isMatch(file.path, [...reader.files])).toBe(true)
  expect(evals.find(each => each.sniff(file))?.id).toBe(reader.id)
  expect(reader.read(file).facts).toHaveLength(1)
  expect(existsSync(new URL(`./${reader.id}.md`, import.meta.url))).toBe(true)
})

test.for(evals)('$id survives any text', reader => {
  const odd = [
    '',
    '{',
    '[]',
    'prompts: 3\nproviders: 4',
    '{"promptIdx": 1}',
    '{"evalId":1,"results":{"results":[1,null,[]]}}',
  ]
  for (const text of odd) expect(() => reader.read({ path: 'evals/odd.json', text })).not.toThrow()
})
