import { describe, expect, test } from 'vitest'
import { capacityOf as capacity } from '../../test/builders.ts'
import type { Config, WorkloadConfig } from '../config/config.ts'
import { ASSUMPTIONS } from '../model/assumptions.ts'
import type { CapacityFact, Fact } from '../model/fact.ts'
import { assemble } from './assemble.ts'

const assembled = (facts: readonly Fact[], workloads: Readonly<Record<string, WorkloadConfig>> = {}) => {
  const config: Config = { version: 1, workloads }
  return assemble({
    facts,
    config,
    placeOf: () => ({ path: 'unitcost.yml', line: 1 }),
    discover: true,
    assumptions: ASSUMPTIONS,
    machines: [],
    broken: new Map(),
    formerPath: path => path,
  }).workloads
}

const fact = (id: string, more: Partial<CapacityFact>): CapacityFact =>
  capacity('g5.xlarge', 2, { id, ...more }).fact

const POOL = fact('aws_eks_node_group.gpu', { node: { role: 'pool', labels: { pool: 'gpu' } } })
const POD = fact('Deployment/chat/vllm', {
  resource: 'accelerators',
  at: { path: 'deploy/vllm.yaml', line: 1 },
  model: 'meta-llama/Llama-3.1-8B-Instruct',
  sku: null,
  node: { role: 'pod', labels: { pool: 'gpu' } },
})
const TRAINING = fact('Job/ml/finetune', { lifetime: 'job' })

/** `chat: Deployment/chat/vllm`, with what others carry of it. */
const shown = (facts: readonly Fact[], workloads: Readonly<Record<string, WorkloadConfig>> = {}) =>
  assembled(facts, workloads).map(({ id, capacity: parts }) => {
    const said = parts.map(({ fact: { id: name }, carries }) =>
      carries.length === 0 ? name : `${name} without ${carries.map(pod => pod.id).join(', ')}`,
    )
    return `${id}: ${said.join(', ')}`
  })

describe('what no workload declares', () => {
  test('a pod adds nothing where the pool that it lands on is in the tree', () => {
    expect(shown([POOL, POD])).toStrictEqual(['aws_eks_node_group.gpu: aws_eks_node_group.gpu'])
  })
  test('a pod is billed where no pool is', () => {
    expect(shown([POD])).toStrictEqual(['Deployment/chat/vllm: Deployment/chat/vllm'])
  })
  test('a job runs and ends: it has no month', () => {
    expect(shown([TRAINING])).toStrictEqual([])
  })
})

const calls = { answer: { model: 'hosted_vllm/meta-llama/Llama-3.1-8B-Instruct' } }

describe('what serves a workload', () => {
  test.for<[string, readonly Fact[], WorkloadConfig, readonly string[]]>([
    [
      'an address, and the pool keeps the rest',
      [POOL, POD],
      { served_by: ['Deployment/chat/vllm'] },
      [
        'chat: Deployment/chat/vllm',
        'aws_eks_node_group.gpu: aws_eks_node_group.gpu without Deployment/chat/vllm',
      ],
    ],
    ['a file', [POD], { served_by: ['deploy/vllm.yaml'] }, ['chat: Deployment/chat/vllm']],
    [
      'a file with a pool and what lands on it, paid once',
      [{ ...POOL, at: POD.at }, POD],
      { served_by: ['deploy/vllm.yaml'] },
      ['chat: aws_eks_node_group.gpu'],
    ],
    [
      'a tag that names the workload',
      [{ ...POD, tags: { 'unitcost/workload': 'chat' } }],
      {},
      ['chat: Deployment/chat/vllm'],
    ],
    [
      'a tag of another workload',
      [{ ...POD, tags: { 'unitcost.workload': 'search' } }],
      {},
      ['chat: ', 'Deployment/chat/vllm: Deployment/chat/vllm'],
    ],
    [
      'the model that it serves, for a call of own capacity',
      [POD],
      { calls },
      ['chat: Deployment/chat/vllm'],
    ],
    [
      'another model',
      [POD],
      { calls: { answer: { model: 'hosted_vllm/other' } } },
      ['chat: ', 'Deployment/chat/vllm: Deployment/chat/vllm'],
    ],
  ])('by %s', ([, facts, chat, expected]) => {
    expect(shown(facts, { chat })).toStrictEqual(expected)
  })
})

test('overhead, one-off spend and the latency target come from the declaration', () => {
  const [chat] = assembled([], {
    chat: {
      capacity_overhead: { usd_per_month: 800 },
      one_off: { usd: 6000, months: 12 },
      slo: { ttft_p95_ms: 800 },
    },
  })
  expect(chat?.fixedCosts.map(({ kind, usdPerMonth, months }) => [kind, usdPerMonth, months])).toStrictEqual([
    ['overhead', 800, null],
    ['one-off', 500, 12],
  ])
  expect(chat?.latency).toStrictEqual({ ttftP95Ms: 800, tpotP95Ms: null })
})
