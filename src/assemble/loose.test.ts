import { describe, expect, test } from 'vitest'
import { assembled, callFact, include, promptFact, text } from '../../test/facts.ts'
import type { Fact, PromptFact } from '../model/fact.ts'
import { looseChanges } from './loose.ts'

const loose = (path: string, words = 'Be kind.', id = path): PromptFact =>
  promptFact(path, { id, model: null, messages: [{ role: 'user', parts: [text(words)] }] })

describe('a prompt of which nothing says who reads it', () => {
  test.for<[string, readonly Fact[], string, readonly string[]]>([
    ['is loose', [loose('a.md')], '', ['a.md']],
    ['names a model', [promptFact('a.md')], '', []],
    ['has the default model', [loose('a.md')], 'defaults: { model: openai/gpt-4o }', []],
    [
      'is used',
      [loose('a.md')],
      'workloads: { chat: { calls: { a: { prompt: a.md, model: openai/gpt-4o } } } }',
      [],
    ],
    ['is called', [loose('a.md'), callFact('app.ts#ask', { prompt: 'a.md' })], '', []],
    [
      'is a part of another one',
      [loose('a.md'), promptFact('b.md', { messages: [{ role: 'user', parts: [include('a.md')] }] })],
      '',
      [],
    ],
    ['is a test', [loose('tests/a.md')], '', []],
  ])('%s', ([, facts, yaml, expected]) => {
    expect(assembled(facts, yaml).loose.map(({ id }) => id)).toStrictEqual(expected)
  })

  test('is not looked for where nothing is discovered', () => {
    expect(assembled([loose('a.md')], '', { discover: false }).loose).toStrictEqual([])
  })
})

describe('a change of it', () => {
  const said = (
    base: readonly PromptFact[],
    head: readonly PromptFact[],
    formerPath = (path: string) => path,
  ) => looseChanges(base, head, formerPath).map(({ path, message }) => `${path}: ${message}`)
  const changed = 'this prompt changed, and nothing says which model reads it'

  test.for<[string, readonly PromptFact[], readonly PromptFact[], readonly string[]]>([
    ['none', [loose('a.md')], [loose('a.md')], []],
    ['its text', [loose('a.md')], [loose('a.md', 'Be brief.')], [`a.md: ${changed}`]],
    ['it is new', [], [loose('a.md')], [`a.md: ${changed}`]],
    ['it is gone', [loose('a.md')], [], []],
    [
      'its lines moved',
      [loose('a.md')],
      [promptFact('a.md', { model: null, messages: [{ role: 'user', parts: [text('Be kind.', 9)] }] })],
      [],
    ],
    [
      'none of several in one file',
      [loose('a.yaml', 'A', 'a.yaml#a'), loose('a.yaml', 'B', 'a.yaml#b')],
      [loose('a.yaml', 'A', 'a.yaml#a'), loose('a.yaml', 'B', 'a.yaml#b')],
      [],
    ],
  ])('%s', ([, base, head, expected]) => {
    expect(said(base, head)).toStrictEqual(expected)
  })

  test('a renamed file is the same prompt', () => {
    expect(said([loose('old.md')], [loose('new.md')], () => 'old.md')).toStrictEqual([])
  })

  test('five are named, and how many more there are', () => {
    const head = Array.from({ length: 7 }, (_, n) => loose(`${n}.md`))
    expect(said([], head).slice(3)).toStrictEqual([
      `3.md: ${changed}`,
      '4.md: this prompt and 2 more changed, and nothing says which model reads them',
    ])
    expect(said([], head.slice(0, 5)).at(-1)).toBe(`4.md: ${changed}`)
  })
})
