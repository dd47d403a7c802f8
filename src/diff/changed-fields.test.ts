import { describe as theme, expect, test } from 'vitest'
import { callOf, groupOf, HERE, size, targetOf, workloadOf, worldOf } from '../../test/builders.ts'
import { declared } from '../model/quantity.ts'
import type { Call, Prompt } from '../model/workload.ts'
import { share, tokens, usdPerRequest } from '../units.ts'
import { changedFields } from './changed-fields.ts'
import { describe } from './describe.ts'
import { DRIVER_KINDS } from './driver.ts'
import { hybrid } from './hybrid.ts'
import { same } from './same.ts'

const world = worldOf({ models: {} })
const rate = declared(share(0.2), HERE)
const stated = { input: 1, output: 2, cacheRead: 0.1, cacheWrite: 1.25 }

const prompt: Prompt = {
  kind: 'template',
  at: HERE,
  messages: [
    {
      role: 'user',
      parts: [
        { kind: 'text', text: 'Answer the question of the customer in a friendly tone.', line: 1 },
        { kind: 'variable', name: 'question', line: 2 },
        { kind: 'repeat', over: 'chunks', parts: [{ kind: 'media', media: 'image', line: 4 }], line: 3 },
      ],
    },
  ],
  tools: [{ name: 'search', text: '{"type":"object"}' }],
  responseSchema: '{"type":"string"}',
  samples: { question: ['Where is my parcel?'] },
  sizes: { question: size(10) },
}

const target = (model: string) => targetOf(model, 0.5, { region: 'eu-west-1', stated, problem: 'no key' })

/** A call that says something in each of its fields. */
const everything: Call = {
  ...callOf({ prompt }),
  context: { chunks: size(4), tokensPerChunk: size(350), history: size(900), growth: size(70) },
  retrieval: {
    at: HERE,
    embedding: target('acme/embed'),
    queryTokens: tokens(60),
    rerankModel: 'acme/rerank',
    storeUsd: usdPerRequest(0.00002),
  },
  output: { tokens: size(240), maximum: 2000 },
  repetition: {
    perRequest: declared(2, HERE),
    loop: { at: HERE, mean: 2.4, p95: 6, maximum: 8, measured: [2, 3] },
  },
  caching: {
    hitRate: rate,
    prefix: prompt,
    response: { hitRate: rate, lookupTokens: tokens(60), lookup: target('acme/embed') },
  },
  retries: { retryRate: rate, fallbackRate: rate },
  route: {
    ...groupOf([target('acme/small'), target('acme/frontier')], { id: 'primary', retries: 1 }),
    fallbacks: [groupOf([target('acme/spare')], { id: 'spare', retries: 2 })],
    escalation: { rate, to: groupOf([target('acme/large')], { id: 'large', retries: 3 }) },
    routerCalls: [{ target: target('acme/router'), output: size(12), rate }],
    gateway: null,
  },
}

/** Not what a call says: where it is written, how it is paired, how well it is known, what kind of thing it is. */
const NO_FIELDS: ReadonlySet<string> = new Set(['at', 'path', 'line', 'id', 'basis', 'kind', 'prefix'])

type Leaf = string | number
const isLeaf = (key: string, value: unknown): value is Leaf =>
  !NO_FIELDS.has(key) && (typeof value === 'string' || typeof value === 'number')

/** The call with its nth field replaced. */
function withField(nth: number, change: (leaf: Leaf) => Leaf | null): Call {
  let seen = -1
  const text = JSON.stringify(everything, (key, value: unknown) => {
    if (key === 'prefix') return null
    if (!isLeaf(key, value)) return value
    seen += 1
    return seen === nth ? change(value) : value
  })
  const call: Call = JSON.parse(text)
  return { ...call, caching: { ...call.caching, prefix: call.prompt } }
}

const fields: readonly string[] = (() => {
  const keys: string[] = []
  JSON.stringify(everything, (key, value: unknown) => {
    if (key === 'prefix') return null
    if (isLeaf(key, value)) keys.push(key)
    return value
  })
  return keys
})()

const CHANGES: Readonly<Record<string, (leaf: Leaf) => Leaf | null>> = {
  'a little': leaf => (typeof leaf === 'number' ? leaf + leaf / 1e6 : `${leaf}.`),
  'a lot': leaf => (typeof leaf === 'number' ? leaf * 7 : `quite another ${leaf}`),
}

theme('a cause says something different before and after, whichever field of a call changes', () => {
  test('every field is tried', () => {
    expect(fields.length).toBeGreaterThan(100)
  })

  test.for(fields.flatMap((field, nth) => Object.keys(CHANGES).map(change => ({ field, nth, change }))))(
    '$field ($nth), $change',
    ({ nth, change }) => {
      const [base, head] = [
        workloadOf([withField(-1, leaf => leaf)]),
        workloadOf([withField(nth, CHANGES[change] ?? (leaf => leaf))]),
      ]
      const causes = DRIVER_KINDS.filter(kind => !same(hybrid(base, head, new Set([kind])), base, NO_FIELDS))
      expect(causes).not.toStrictEqual([])
      for (const kind of causes) {
        const { from, to } = describe(kind, { base, head, world })
        expect({ kind, from }).not.toStrictEqual({ kind, from: to })
      }
    },
  )
})

test.for<[string, unknown, unknown, readonly [string, string]]>([
  ['the same', { p95: 6 }, { p95: 6 }, ['', '']],
  ['a number', { queryTokens: 60 }, { queryTokens: 6000 }, ['query tokens 60', 'query tokens 6,000']],
  ['a number, hardly', { rate: 0.1 }, { rate: 0.100001 }, ['rate 0.1', 'rate 0.100001']],
  [
    'the end of a range',
    { tokens: { high: 7 } },
    { tokens: { high: 9 } },
    ['high tokens 7', 'high tokens 9'],
  ],
  ['what is new', { stated: null }, { stated: { input: 2 } }, ['input none', 'input 2']],
  ['what is gone', { p95: 6 }, {}, ['p95 6', 'p95 none']],
  ['an item of a list', { runs: [1, 2] }, { runs: [1, 3] }, ['runs 2', 'runs 3']],
  ['a place', { at: HERE }, { at: { ...HERE, line: 9 } }, ['', '']],
  [
    'three fields at most',
    { a: 1, b: 1, c: 1, d: 1 },
    { a: 2, b: 2, c: 2, d: 2 },
    ['a 1, b 1, c 1', 'a 2, b 2, c 2'],
  ],
  [
    'a long text, from shortly before where it parts',
    { text: `${'Be kind. '.repeat(9)}Be brief.` },
    { text: `${'Be kind. '.repeat(9)}Be thorough, and name your sources.` },
    ['text …"e kind. Be kind. Be brief."', 'text …"e kind. Be kind. Be thorough, and name y"…'],
  ],
])('%s', ([, before, after, words]) => {
  expect(changedFields(before, after)).toStrictEqual(words)
})
