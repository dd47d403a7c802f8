import { expect, test } from 'vitest'
import type { RouteCache } from '../src/model/gateway.ts'
import { responseCacheLoose } from './response-cache-loose.ts'
import { call, delta, drafts, pageExample, sentences, side, told } from './testing.ts'

const cached = (given: Partial<RouteCache> | null) => {
  const at = { path: 'gateway/litellm.yaml', line: 22 }
  const plain = { kind: 'semantic', ttl: 600, threshold: 0.7, embedding: null, scope: ['tenant'] } as const
  const cache = given === null ? null : { ...plain, byDefault: true, at, ...given }
  const { route } = call()
  const gateway = { cache, limits: [], metadata: [] }
  return delta({ head: side({ calls: [call({ route: { ...route, gateway } })] }) })
}

const messages = (given: Partial<RouteCache> | null, options = {}) =>
  drafts(responseCacheLoose, { deltas: [cached(given)], options }).map(({ message }) => message)

test('says what is loose about a cache', () => {
  const said = drafts(responseCacheLoose, {
    deltas: [cached({ ttl: 30 * 86_400 })],
    options: { similarity: 0.9 },
  })
  expect(told(said)).toMatchInlineSnapshot(`
    "support-chat @ gateway/litellm.yaml:22
    The semantic cache behind support-chat (gateway/litellm.yaml) keeps answers for 30 days, and takes requests for the same from a threshold of 0.7 on, and 0.9 is asked for.
    A wrong or outdated answer is cheap once and is given again to everybody who asks: what it costs is not on the bill of the model.
    - Let answers expire after at most 7 days, sooner where what they say changes.
    - Raise the threshold to 0.9, and measure the answers with evals before you lower it."
  `)
  expect(said.map(sentences)).toEqual([pageExample('response-cache-loose')])
})

test('is silent about a cache that forgets, about none, and about scales that nobody explained', () => {
  expect(messages({ ttl: 7 * 86_400 })).toEqual([])
  expect(messages(null)).toEqual([])
  expect(messages({ threshold: 0.1 })).toEqual([])
  expect(messages({ kind: 'exact', threshold: 0.1 }, { similarity: 0.9 })).toEqual([])
  expect(messages({ threshold: 0.9 }, { similarity: 0.9 })).toEqual([])
})

test('an expiry that the file does not state is no expiry', () => {
  expect(messages({ ttl: null })).toEqual([
    'The semantic cache behind support-chat (gateway/litellm.yaml) states no expiry.',
  ])
})
