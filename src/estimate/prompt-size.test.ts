import { describe, expect, test } from 'vitest'
import {
  callOf,
  groupOf,
  HERE,
  profile,
  routeTo,
  size,
  targetOf,
  workloadOf,
  worldOf,
} from '../../test/builders.ts'
import type { PromptPart } from '../model/fact.ts'
import type { Prompt } from '../model/workload.ts'
import { declared } from '../model/quantity.ts'
import { share } from '../units.ts'
import { promptSize } from './prompt-size.ts'
import { textsOf } from './texts.ts'

type Template = Extract<Prompt, { kind: 'template' }>

const template = (parts: readonly PromptPart[], given: Partial<Template> = {}): Template => ({
  kind: 'template',
  at: HERE,
  messages: [{ role: 'user', parts }],
  tools: [],
  responseSchema: null,
  samples: {},
  sizes: {},
  ...given,
})

const text = (words: string): PromptPart => ({ kind: 'text', text: words, line: 1 })
const variable = (name: string): PromptPart => ({ kind: 'variable', name, line: 1 })

/** One character is one token; `openai/gpt-4o` counts exactly and frames one message with 7 tokens. */
const FRAME = 7
const sizeOf = (prompt: Prompt, model = 'openai/gpt-4o') => promptSize(prompt, model, worldOf({}))
const range = (low: number, expected: number, high: number) => ({ low, expected, high })

describe('what is not text', () => {
  test.for<[string, PromptPart, ReturnType<typeof range>]>([
    ['a variable', variable('question'), range(0, 100, 1000)],
    ['an include that is not in the tree', { kind: 'include', path: 'a.j2', line: 1 }, range(0, 100, 1000)],
    ['an image', { kind: 'media', media: 'image', line: 1 }, range(85, 765, 1105)],
    ['a file', { kind: 'media', media: 'file', line: 1 }, range(250, 2500, 25_000)],
    ['earlier turns', { kind: 'history', name: 'turns', line: 1 }, range(0, 0, 0)],
    ['a cache breakpoint', { kind: 'breakpoint', line: 1 }, range(0, 0, 0)],
    ['a choice', { kind: 'choice', options: [[text('four')], []], line: 1 }, range(0, 2, 4)],
    ['a choice of nothing', { kind: 'choice', options: [], line: 1 }, range(0, 0, 0)],
    ['a list', { kind: 'repeat', over: 'items', parts: [text('four')], line: 1 }, range(0, 4, 40)],
  ])('%s is assumed', ([, part, assumed]) => {
    expect(sizeOf(template([part])).byBasis).toMatchObject({ assumed, declared: range(FRAME, FRAME, FRAME) })
  })

  test.for<[string, PromptPart, Partial<Template>, ReturnType<typeof range>]>([
    ['a stated size', variable('question'), { sizes: { question: size(60) } }, range(60, 60, 60)],
    [
      'samples: shortest, mean, longest',
      variable('question'),
      { samples: { question: ['ab', 'abcdef'] } },
      range(2, 4, 6),
    ],
    [
      'a stated list',
      { kind: 'repeat', over: 'items', parts: [text('four')], line: 1 },
      { sizes: { items: size(500) } },
      range(500, 500, 500),
    ],
    [
      'stated turns',
      { kind: 'history', name: 'turns', line: 1 },
      { sizes: { turns: size(9) } },
      range(9, 9, 9),
    ],
  ])('%s is declared', ([, part, given, { low, expected, high }]) => {
    const { declared: known, assumed } = sizeOf(template([part], given)).byBasis
    expect(known).toStrictEqual(range(low + FRAME, expected + FRAME, high + FRAME))
    expect(assumed).toStrictEqual(range(0, 0, 0))
  })

  test('a tool whose schema is not in the file is assumed', () => {
    const hidden = template([text('four')], { tools: [{ name: 'search', text: null }] })
    expect(sizeOf(hidden).byBasis.assumed).toStrictEqual(range(50, 150, 500))
  })
})

describe('the prefix', () => {
  test.for<[string, readonly PromptPart[], number]>([
    ['all of a prompt that never changes', [text('rules')], 5],
    ['ends at the first part that changes', [text('rules'), variable('question'), text('more')], 5],
    ['nothing, when the prompt begins with what changes', [variable('question'), text('rules')], 0],
    [
      'with breakpoints, ends at the last one before a change',
      [text('rules'), { kind: 'breakpoint', line: 1 }, text('more'), variable('question')],
      5,
    ],
    [
      'nothing, when every breakpoint comes after a change',
      [text('rules'), variable('question'), { kind: 'breakpoint', line: 1 }],
      0,
    ],
  ])('%s', ([, parts, prefix]) => {
    expect(sizeOf(template(parts)).prefix.expected).toBe(prefix)
  })

  test('tools and schema come before all text', () => {
    const tools = [{ name: 'search', text: '{"name":"search","description":"Search."}' }]
    const bare = sizeOf(template([text('rules'), variable('question')]))
    const tooled = sizeOf(template([text('rules'), variable('question')], { tools, responseSchema: '{}' }))
    const added = tooled.fixed.expected - bare.fixed.expected
    expect(added).toBeGreaterThan(0)
    expect(tooled.prefix.expected - bare.prefix.expected).toBeCloseTo(added, 9)
  })

  test('of a mere size is not known', () => {
    expect(sizeOf(profile(1000))).toMatchObject({ prefix: range(0, 0, 0), fixed: range(0, 0, 0) })
  })
})

test('a vocabulary that is not public is a band around the count of a public one', () => {
  const { low, expected, high } = sizeOf(template([text('a'.repeat(1000))]), 'acme/unheard-of').byBasis
    .declared
  expect(low).toBeLessThan(expected)
  expect(expected).toBeLessThan(high)
})

describe('texts to count', () => {
  const asked = (prompt: Prompt, models: readonly string[] = ['openai/gpt-4o']) => {
    const [model = '', bigger, other] = models
    const route = routeTo(model, {
      fallbacks: other === undefined ? [] : [groupOf([targetOf(other)])],
      escalation:
        bigger === undefined ? null : { rate: declared(share(0.1), HERE), to: groupOf([targetOf(bigger)]) },
    })
    const found = [...textsOf([workloadOf([callOf({ prompt, route })])])]
    return found.map(({ text: words, encoding }) => `${encoding} ${words}`)
  }

  test('every text that an estimate will ask for, in every vocabulary of the workload', () => {
    const prompt = template(
      [
        text('rules'),
        { kind: 'choice', options: [[text('kind')], [text('brief')]], line: 1 },
        { kind: 'repeat', over: 'items', parts: [text('item')], line: 1 },
        variable('question'),
      ],
      { samples: { question: ['why?'] } },
    )
    expect(asked(prompt)).toStrictEqual(
      ['rules', 'kind', 'brief', 'item', 'why?'].map(words => `o200k_base ${words}`),
    )
    expect(asked(prompt, ['openai/gpt-4o', 'openai/gpt-4', 'openai/gpt-4o-mini']).slice(0, 2)).toStrictEqual([
      'o200k_base rules',
      'cl100k_base rules',
    ])
    expect(asked(profile(1000))).toStrictEqual([])
  })

  test('nothing is asked that was not prepared: tools and schemas as each model renders them', () => {
    const prompt = template([text('rules')], {
      tools: [
        { name: 'search', text: '{"name":"search","description":"Search.","parameters":{"type":"object"}}' },
        { name: 'hidden', text: null },
      ],
      responseSchema: '{"type":"object"}',
    })
    for (const model of ['openai/gpt-4o', 'anthropic/claude-sonnet-4-5', 'google/gemini-2.5-pro']) {
      const prepared = new Set(asked(prompt, [model]))
      const world = {
        ...worldOf({}),
        count: (words: string, encoding: string) => {
          expect([...prepared, 'o200k_base ', 'cl100k_base ']).toContain(`${encoding} ${words}`)
          return words.length
        },
      }
      expect(promptSize(prompt, model, world).fixed.expected).toBeGreaterThan(0)
    }
  })
})
