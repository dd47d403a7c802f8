import { describe, expect, test } from 'vitest'
import type { CapacityFact } from '../src/model/fact.ts'
import { exactly } from '../src/model/quantity.ts'
import type { Workload } from '../src/model/workload.ts'
import { capacity } from '../src/readers/infra/capacity-fact.ts'
import { share } from '../src/units.ts'
import { missingTags } from './missing-tags.ts'
import { delta, drafts, pageExample, sentences, side, told } from './testing.ts'

const place = { path: 'infra/gpu.tf', line: 12 }

const resource = (given: Partial<CapacityFact>): CapacityFact =>
  capacity({
    id: 'infra/aws_instance.vllm',
    at: place,
    resource: 'gpu-instance',
    provider: 'aws',
    sku: 'g5.xlarge',
    units: exactly(1),
    ...given,
  })

const ALL = { 'finops.team': 'support', 'finops.use-case': 'chat' }

const chat = (given: Partial<Workload>, ...facts: readonly Partial<CapacityFact>[]) =>
  side({
    tags: ALL,
    capacity: facts.map(fact => ({ fact: resource(fact), part: share(1), basis: 'declared', carries: [] })),
    ...given,
  })

const messages = (head: ReturnType<typeof side>, tags?: readonly string[]) =>
  drafts(missingTags, { deltas: [delta({ head })], options: tags ? { tags: [...tags] } : {} }).map(
    ({ message }) => message,
  )

test('says which tags are missing where', () => {
  const head = chat(
    { tags: { 'finops.team': 'support' } },
    { tags: {} },
    { id: 'infra/google_container_node_pool.gpu', provider: 'gcp', at: { path: 'infra/gke.tf', line: 3 } },
  )
  const said = drafts(missingTags, { deltas: [delta({ head })] })
  expect(told(said)).toMatchInlineSnapshot(`
    "support-chat @ unitcost.yml:8 @ infra/gpu.tf:12 @ infra/gke.tf:3
    support-chat lacks required tags: finops.use-case in its declaration (unitcost.yml:8); finops.team, finops.use-case on infra/aws_instance.vllm (infra/gpu.tf:12); finops_team, finops_use-case on infra/google_container_node_pool.gpu (infra/gke.tf:3).
    What carries no tag lands on nobody’s budget: the bill cannot be split by team and use case.
    - Add them under \`tags\` of the workload in unitcost.yml.
    - Add them to \`tags\` of the resource, or to \`default_tags\` of the provider.
    - Add them to \`labels\` of the resource: lower case, with \`_\` for what labels do not allow."
  `)
  expect(said.map(sentences)).toEqual([pageExample('missing-tags')])
})

describe('judges only what is new or changed', () => {
  const untagged = chat({ tags: {} })

  test.for([
    ['new', delta({ head: untagged }), 1],
    ['changed', delta({ base: untagged, head: untagged }), 1],
    ['unchanged', delta({ status: 'unchanged', base: untagged, head: untagged }), 0],
    ['removed', delta({ base: untagged }), 0],
  ] as const)('%s', ([, change, findings]) => {
    expect(drafts(missingTags, { deltas: [change] })).toHaveLength(findings)
  })

  test('a prompt that nobody declared has no place for tags', () => {
    expect(messages(side({ origin: 'discovered', tags: {} }))).toEqual([])
  })

  test('a resource that nobody declared has', () => {
    const head = chat({ id: 'infra/aws_instance.vllm', origin: 'discovered', tags: {} }, { tags: {} })
    expect(messages(head)).toEqual([
      'infra/aws_instance.vllm lacks required tags: finops.team, finops.use-case on infra/aws_instance.vllm (infra/gpu.tf:12).',
    ])
  })
})

const one = ['finops.team']
const missing = (tag: string) => [
  `support-chat lacks required tags: ${tag} on infra/aws_instance.vllm (infra/gpu.tf:12).`,
]

describe('as each provider writes them', () => {
  test.for([
    ['aws', { 'finops.team': 'support' }, []],
    ['aws_sagemaker', { 'Finops.Team': 'support' }, missing('finops.team')],
    ['bedrock', { finops_team: 'support' }, missing('finops.team')],
    ['azure', { 'FinOps.Team': 'support' }, []],
    ['azure_openai', {}, missing('finops.team')],
    ['gcp', { finops_team: 'support' }, []],
    ['gcp', { 'finops-team': 'support' }, []],
    ['vertex_ai', {}, missing('finops_team')],
    ['kubernetes', { 'finops.team': 'support' }, []],
    ['kubernetes', {}, missing('finops.team')],
    ['host', {}, []],
  ] as const)('%s with %o', ([provider, tags, expected]) => {
    expect(messages(chat({}, { provider, tags }), one)).toEqual(expected)
  })
})

describe('a value', () => {
  test.for([
    ['that is empty is none', { 'finops.team': ' ' }, missing('finops.team')],
    ['that nobody knows is one', { 'finops.team': '?' }, []],
  ] as const)('%s', ([, tags, expected]) => {
    expect(messages(chat({}, { tags }), one)).toEqual(expected)
  })

  test('may come from an expression that nobody could read', () => {
    expect(messages(chat({}, { tagsUnread: 'tags = var.tags, which has no default' }), one)).toEqual([])
  })
})

test('names five places, and counts the others', () => {
  const facts = Array.from({ length: 7 }, (_, index) => ({ id: `infra/aws_instance.gpu${index}` }))
  const [message] = messages(chat({}, ...facts), one)
  expect(
    message?.endsWith('finops.team on infra/aws_instance.gpu4 (infra/gpu.tf:12); and 2 more places.'),
  ).toBe(true)
})

test('asks for nothing when the list is empty', () => {
  expect(messages(chat({ tags: {} }, {}), [])).toEqual([])
})
