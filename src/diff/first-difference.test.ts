import { expect, test } from 'vitest'
import { profile } from '../../test/builders.ts'
import type { PromptPart } from '../model/fact.ts'
import type { Prompt } from '../model/workload.ts'
import { firstDifference } from './first-difference.ts'

const template = (...parts: readonly PromptPart[]): Prompt => ({
  kind: 'template',
  at: { path: 'prompts/answer.j2', line: 1 },
  messages: [{ role: 'user', parts }],
  tools: [],
  responseSchema: null,
  samples: {},
  sizes: {},
})
const text = (words: string, line: number): PromptPart => ({ kind: 'text', text: words, line })
const variable = (name: string, line: number): PromptPart => ({ kind: 'variable', name, line })

const OLD = template(text('Be kind.\nBe brief.', 1), variable('question', 3))

test.for<[string, Prompt | null, Prompt, string]>([
  [
    'another line',
    OLD,
    template(text('Be kind.\nBe long.', 1), variable('question', 3)),
    'prompts/answer.j2:2',
  ],
  [
    'another variable',
    OLD,
    template(text('Be kind.\nBe brief.', 1), variable('ticket', 3)),
    'prompts/answer.j2:3',
  ],
  [
    'a line more',
    OLD,
    template(text('Be kind.\nBe brief.', 1), variable('question', 3), text('Go.', 4)),
    'prompts/answer.j2:4',
  ],
  [
    'lines that moved',
    OLD,
    template(text('Be kind.\nBe brief.', 11), variable('question', 13)),
    'prompts/answer.j2:13',
  ],
  ['an end that is gone', OLD, template(text('Be kind.', 1)), 'prompts/answer.j2:1'],
  ['nothing left', OLD, template(), 'prompts/answer.j2:1'],
  ['a new prompt', null, OLD, 'prompts/answer.j2:1'],
  ['only a size before', profile(1000), OLD, 'prompts/answer.j2:1'],
  ['only a size now', OLD, profile(1000), 'unitcost.yml:1'],
])('%s', ([, base, head, place]) => {
  const { path, line } = firstDifference(base, head)
  expect(`${path}:${line}`).toBe(place)
})
