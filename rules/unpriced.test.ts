import { capacity } from '../src/readers/infra/capacity-fact.ts'
import { expect, test } from 'vitest'
import type { CapacityFact } from '../src/model/fact.ts'
import type { Call, Target, Workload } from '../src/model/workload.ts'
import { exactly } from '../src/model/quantity.ts'
import { share, tokens, usdPerRequest } from '../src/units.ts'
import { call, delta, drafts, month, pageExample, request, sentences, side, target, told } from './testing.ts'
import { unpriced } from './unpriced.ts'

const REASON = 'no price for openai/gpt-9 in the price book of 2026-11-20'

const routedTo = (...targets: readonly Target[]): Call => {
  const answer = call()
  return { ...answer, route: { ...answer.route, targets } }
}

test('says what it cost before, why its cost is unknown, and how to give it a price', () => {
  const change = delta({
    base: side({}, { perMonth: month(3240), perRequest: request(0.0135) }),
    head: side({ calls: [routedTo(target('openai/gpt-9'))] }, { unpriced: [REASON] }),
  })
  const said = drafts(unpriced, { deltas: [change] })
  expect(told(said)).toMatchInlineSnapshot(`
    "support-chat @ gateway/litellm.yaml:4
    The cost of support-chat was $3,240 a month and is unknown now: no price for openai/gpt-9 in the price book of 2026-11-20.
    A cost that nobody knows is neither $0 nor a saving, and no budget can be shown to hold for it.
    - Correct openai/gpt-9 if it is misspelled: only exact names have a price.
    - Or add a row with your own rates to \`.unitcost/prices.json\`, such as \`{"model":"openai/gpt-9","input_usd_per_mtok":2,"output_usd_per_mtok":8}\`.
    - Add it in a change of its own if the default branch has that file: a pull request does not set its own prices."
  `)
  expect(said.map(sentences)).toEqual([pageExample('unpriced')])
})

test('is silent where there is a price, where nothing changed, and about what is gone', () => {
  const unknown = side({}, { unpriced: [REASON] })
  const deltas = [
    delta({ base: unknown, head: side({}, { perRequest: request(0.0135) }) }),
    delta({ status: 'unchanged', base: unknown, head: unknown }),
    delta({ base: unknown }),
  ]
  expect(drafts(unpriced, { deltas })).toEqual([])
})

test('one finding for a workload, however many reasons', () => {
  const reasons = ['a', 'b', 'c', 'd', 'e'].map(letter => `no price for acme/model-${letter}`)
  const [said, ...more] = drafts(unpriced, { deltas: [delta({ head: side({}, { unpriced: reasons }) })] })
  expect(more).toEqual([])
  expect(said?.message).toBe(
    'The cost of support-chat is unknown: no price for acme/model-a; no price for acme/model-b; no price for acme/model-c; 2 more reasons.',
  )
})

test('the cost per request is told where there is no monthly one', () => {
  const change = delta({
    base: side({}, { perRequest: request(0.0135) }),
    head: side({}, { unpriced: ['the prompt prompts/answer.j2 is not in the tree'] }),
  })
  expect(told(drafts(unpriced, { deltas: [change] }))).toMatchInlineSnapshot(`
    "support-chat @ unitcost.yml:8
    The cost of support-chat was $0.0135 per request and is unknown now: the prompt prompts/answer.j2 is not in the tree.
    A cost that nobody knows is neither $0 nor a saving, and no budget can be shown to hold for it.
    - Correct the name, or state \`model\` and \`prompt\` of the call in unitcost.yml."
  `)
})

const FROM_ENVIRONMENT = 'model comes from the environment variable MODEL'

const CAPACITY = capacity({
  id: 'infra/aws_instance.gpu',
  at: { path: 'infra/gpu.tf', line: 1 },
  resource: 'gpu-instance',
  provider: 'aws',
  sku: 'g9.xlarge',
  skuAt: { path: 'infra/gpu.tf', line: 3 },
  units: exactly(2),
  unitsAt: { path: 'infra/gpu.tf', line: 4 },
  region: 'us-east-1',
})

const carriedBy = (fact: CapacityFact): Partial<Workload> => ({
  calls: [],
  capacity: [{ fact, part: share(1), basis: 'declared', carries: [] }],
})

const RERANKED = call({
  retrieval: {
    at: { path: 'unitcost.yml', line: 16 },
    embedding: target('openai/text-embedding-3-small'),
    queryTokens: tokens(60),
    rerankModel: 'acme/rerank-2',
    storeUsd: usdPerRequest(0),
  },
})

test.for([
  {
    what: 'a model of a fallback',
    workload: { calls: [routedTo(target('openai/gpt-4'), target('openai/gpt-9'))] },
    reason: REASON,
    at: 'gateway/litellm.yaml:4',
    remedy: 'Correct openai/gpt-9 if it is misspelled',
  },
  {
    what: 'a model that the file leaves open',
    workload: { calls: [routedTo(target('openai/MODEL', { problem: FROM_ENVIRONMENT }))] },
    reason: FROM_ENVIRONMENT,
    at: 'gateway/litellm.yaml:4',
    remedy: 'Write in the open what openai/MODEL is',
  },
  {
    what: 'a reranking model',
    workload: { calls: [RERANKED] },
    reason: 'no price for reranking with acme/rerank-2 in the price book of 2026-11-20',
    at: 'unitcost.yml:16',
    remedy: '{"rerank_model":"acme/rerank-2","usd_per_1000_searches":2}',
  },
  {
    what: 'an instance type',
    workload: carriedBy(CAPACITY),
    reason: 'infra/aws_instance.gpu: no price for aws g9.xlarge in the price book of 2026-11-20',
    at: 'infra/gpu.tf:3',
    remedy: '{"provider":"aws","sku":"g9.xlarge","usd_per_hour":4}',
  },
  {
    what: 'an open instance type',
    workload: carriedBy({ ...CAPACITY, sku: null }),
    reason: 'infra/aws_instance.gpu: the file does not say what is bought',
    at: 'infra/gpu.tf:3',
    remedy: 'State what is open of infra/aws_instance.gpu in its file',
  },
  {
    what: 'an open number of instances',
    workload: carriedBy({ ...CAPACITY, unresolved: 'count = var.replicas, which has no default' }),
    reason: 'infra/aws_instance.gpu: count = var.replicas, which has no default',
    at: 'infra/gpu.tf:3',
    remedy: 'State what is open of infra/aws_instance.gpu in its file',
  },
])('$what is found at its place, with its own remedy', ({ workload, reason, at, remedy }) => {
  const said = drafts(unpriced, { deltas: [delta({ head: side(workload, { unpriced: [reason] }) })] })
  expect(told(said)).toContain(`support-chat @ ${at}\n`)
  expect(told(said)).toContain(remedy)
})

test('a name that only begins like the missing one is not blamed', () => {
  const head = side({ calls: [routedTo(target('openai/gpt'))] }, { unpriced: [REASON] })
  expect(told(drafts(unpriced, { deltas: [delta({ head })] }))).toContain('support-chat @ unitcost.yml:8\n')
})
