import { expect, test } from 'vitest'
import type { RequestTag } from '../src/model/gateway.ts'
import { untaggedCall } from './untagged-call.ts'
import { call, delta, drafts, month, pageExample, sentences, side, told } from './testing.ts'

const at = { path: 'src/support/answer.py', line: 41 }

const sending = (labels: readonly string[] | null, tags: readonly RequestTag[] = []) => {
  const { route } = call()
  const gateway = { cache: null, limits: [], metadata: tags }
  const own = call({ at, about: { task: null, limits: null, labels }, route: { ...route, gateway } })
  return delta({ head: side({ calls: [own] }, { perMonth: month(3240) }) })
}

const tag = (from: RequestTag['from']): RequestTag => ({ name: 'x-team', about: 'application', from, at })

test('says that the code sends no label, and what cannot be told apart', () => {
  const said = drafts(untaggedCall, { deltas: [sending([])] })
  expect(told(said)).toMatchInlineSnapshot(`
    "support-chat @ src/support/answer.py:41
    The code sends no label with the requests of support-chat (src/support/answer.py:41); $3,240 a month cannot be told apart on the bill.
    Providers bill by key: without a label on the request nobody can split the bill by team, feature or customer later.
    - Send it as \`metadata\` (OpenAI, LiteLLM), \`requestMetadata\` (Bedrock) or a header of the gateway, as far as the provider takes it."
  `)
  expect(said.map(sentences)).toEqual([pageExample('untagged-call')])
})

test.for([
  { sent: ['metadata.team'], labels: [], found: 0 },
  { sent: ['user'], labels: ['team'], found: 1 },
  { sent: ['metadata.team'], labels: ['team'], found: 0 },
  { sent: ['metadata.steam'], labels: ['team'], found: 1 },
  { sent: null, labels: ['team'], found: 0 },
])('$sent, where $labels must be there: $found', ({ sent, labels, found }) => {
  expect(drafts(untaggedCall, { deltas: [sending(sent)], options: { labels } })).toHaveLength(found)
})

test.for([
  { from: 'gateway', found: 0 },
  { from: 'required', found: 0 },
  { from: 'caller', found: 1 },
] as const)('a label that the gateway has from $from: $found', ({ from, found }) => {
  expect(drafts(untaggedCall, { deltas: [sending([], [tag(from)])] })).toHaveLength(found)
})

test('names the labels that are missing', () => {
  const [said] = drafts(untaggedCall, {
    deltas: [sending(['user'])],
    options: { labels: ['team', 'feature'] },
  })
  expect(said?.message).toContain('The code sends no `team`, `feature` with the requests of support-chat')
})
