import { describe, expect, test } from 'vitest'
import { assembled, callFact, include, promptFact, text } from '../../test/facts.ts'
import type { PromptFact, PromptPart } from '../model/fact.ts'
import { includedIds, isProduction } from './production.ts'
import { shelve } from './library.ts'
import { promptOf } from './prompt.ts'

const file = (path: string, ...parts: readonly PromptPart[]) =>
  promptFact(path, { model: null, messages: [{ role: 'user', parts }] })

/** The parts that are sent: texts in quotes, everything else by its kind. */
function sent(fact: PromptFact, ...others: readonly PromptFact[]) {
  const prompt = promptOf(fact, shelve([fact, ...others]), { sizes: {}, samples: {} })
  const words = (parts: readonly PromptPart[]): readonly string[] =>
    parts.map(part => {
      if (part.kind === 'text') return `"${part.text}"`
      if (part.kind === 'choice')
        return `choice(${part.options.map(option => words(option).join(' ')).join(' | ')})`
      return part.kind === 'repeat' ? `repeat(${words(part.parts).join(' ')})` : part.kind
    })
  return prompt.kind === 'template' ? prompt.messages.flatMap(({ parts }) => words(parts)) : []
}

describe('an include', () => {
  const rules = file('prompts/rules.md', text('Be kind.'))

  test.for<[string, PromptFact, readonly PromptFact[], readonly string[]]>([
    [
      'lies beside its file',
      file('prompts/a.md', text('Hi. '), include('rules.md')),
      [rules],
      ['"Hi. Be kind."'],
    ],
    ['counts from the root', file('a/b/c.md', include('prompts/rules.md')), [rules], ['"Be kind."']],
    ['climbs', file('a/b/c.md', include('../../prompts/rules.md')), [rules], ['"Be kind."']],
    ['lies in a folder that only the code knows', file('a.md', include('rules.md')), [rules], ['"Be kind."']],
    [
      'could be two files, so it is unknown',
      file('a.md', include('rules.md')),
      [rules, file('b/rules.md', text('Or not.'))],
      ['include'],
    ],
    ['is not in the tree', file('a.md', include('gone.md')), [rules], ['include']],
    [
      'stands in a choice and in a list',
      file(
        'prompts/a.md',
        { kind: 'choice', options: [[include('rules.md')], []], line: 1 },
        { kind: 'repeat', over: 'items', parts: [include('rules.md')], line: 1 },
      ),
      [rules],
      ['choice("Be kind." | )', 'repeat("Be kind.")'],
    ],
    [
      'leaves the other parts alone',
      file(
        'prompts/a.md',
        { kind: 'variable', name: 'q', line: 1 },
        { kind: 'history', name: 'h', line: 1 },
        { kind: 'media', media: 'image', line: 1 },
        { kind: 'breakpoint', line: 1 },
      ),
      [],
      ['variable', 'history', 'media', 'breakpoint'],
    ],
    ['includes itself, and ends', file('a.md', text('x'), include('a.md')), [], ['"xxxxxx"', 'include']],
  ])('%s', ([, fact, others, expected]) => {
    expect(sent(fact, ...others)).toStrictEqual(expected)
  })

  test('is no workload of its own, also below a choice or a list, or where a call includes it', () => {
    const parts: readonly PromptPart[] = [
      include('a.md'),
      { kind: 'choice', options: [[include('b.md')]], line: 1 },
      { kind: 'repeat', over: 'items', parts: [include('c.md')], line: 1 },
      { kind: 'variable', name: 'q', line: 1 },
    ]
    const facts = ['a', 'b', 'c', 'd', 'e'].map(name => file(`${name}.md`, text(name)))
    const call = callFact('app.ts#ask', { messages: [{ role: 'user', parts: [include('d.md')] }] })
    expect([...includedIds(shelve([file('main.md', ...parts), call, ...facts]))]).toStrictEqual([
      'a.md',
      'b.md',
      'c.md',
      'd.md',
    ])
  })
})

test.for([
  ['prompts/answer.md', true],
  ['src/latest.ts', true],
  ['tests/answer.md', false],
  ['packages/chat/__tests__/a.ts', false],
  ['docs/prompt.md', false],
  ['evals/judge.md', false],
  ['rag_evals/answer.md', false],
  ['prompts/judge.md', false],
  ['prompts/answer.test.ts', false],
  ['node_modules/chat/a.js', false],
] as const)('%s is what users pay for: %s', ([path, production]) => {
  expect(isProduction(path)).toBe(production)
  expect(assembled([promptFact(path)]).workloads.length).toBe(production ? 1 : 0)
})
