import { expect, test } from 'vitest'
import type { RouteCache } from '../src/model/gateway.ts'
import { declared } from '../src/model/quantity.ts'
import { share, tokens } from '../src/units.ts'
import { cacheWithoutScope } from './cache-without-scope.ts'
import { call, delta, drafts, pageExample, sentences, side, told } from './testing.ts'

const cached = (given: Partial<RouteCache> | null, hits: number | null = 0.2) => {
  const at = { path: 'gateway/litellm.yaml', line: 22 }
  const plain = { kind: 'semantic', ttl: 600, threshold: 0.85, embedding: null, scope: [] } as const
  const cache = given === null ? null : { ...plain, byDefault: true, at, ...given }
  const { route, caching } = call()
  const response =
    hits === null ? null : { hitRate: declared(share(hits), at), lookupTokens: tokens(60), lookup: null }
  const gateway = { cache, limits: [], metadata: [] }
  return delta({
    head: side({ calls: [call({ route: { ...route, gateway }, caching: { ...caching, response } })] }),
  })
}

test('says that a semantic cache is one for all callers', () => {
  const said = drafts(cacheWithoutScope, { deltas: [cached({})] })
  expect(told(said)).toMatchInlineSnapshot(`
    "support-chat @ gateway/litellm.yaml:22
    The semantic cache (threshold 0.85) behind support-chat, which answers 20 % of the calls, is one for all callers, as far as gateway/litellm.yaml tells.
    Two customers who ask alike get the same answer, with whatever it says about the first of them: what a hit saves is less than one such answer costs.
    - Give the cache a namespace, a header or a key by tenant or user.
    - Or waive this rule for a workload whose answers say nothing about who asks."
  `)
  expect(said.map(sentences)).toEqual([pageExample('cache-without-scope')])
})

test.for([
  { cache: 'none', given: null, exact: true, found: 0 },
  { cache: 'by tenant', given: { scope: ['x-tenant-id'] }, exact: true, found: 0 },
  { cache: 'only for those who ask for it', given: { byDefault: false }, exact: true, found: 0 },
  { cache: 'exact', given: { kind: 'exact' as const, threshold: null }, exact: false, found: 0 },
  { cache: 'exact, which is looked at', given: { kind: 'exact' as const }, exact: true, found: 1 },
])('$cache: $found', ({ given, exact, found }) => {
  expect(drafts(cacheWithoutScope, { deltas: [cached(given)], options: { exact } })).toHaveLength(found)
})

test('claims no hit rate that nobody declared', () => {
  const [said] = drafts(cacheWithoutScope, { deltas: [cached({ threshold: null }, null)] })
  expect(said?.message).toBe(
    'The semantic cache behind support-chat is one for all callers, as far as gateway/litellm.yaml tells.',
  )
})
