import { describe, expect, test } from 'vitest'
import type { DriverResult, WorkloadResult } from '../../src/report/result.ts'
import type { Files } from '../repository.ts'
import { edited, HELPDESK } from './helpdesk.ts'
import { judged } from './pull-request.ts'

/** `+`, `-` and `0` of what a driver does to: expected per request, worst case per request, month. `n`: unknown. */
type Signs = `${'+' | '-' | '0' | 'n'}${'+' | '-' | '0' | 'n'}${'+' | '-' | '0' | 'n'}`

type Case = {
  readonly change: string
  readonly base?: Files
  readonly head: Files
  readonly workload: string
  readonly drivers: Readonly<Record<string, Signs>>
}

const CHAT = 'support-chat'
const AGENT = 'log-agent'
const CONTRACT = 'contract-check'
const TRIAGE = 'prompts/triage.prompt.yml'
const GPU = 'infra/aws_instance.ranker'
const PTU = 'infra/azurerm_cognitive_deployment.chat'

const LONG_PROMPT = `${'Quote the passage that you rely on, by its number and its first words. '.repeat(155)}\n{{ question }}\n`

const stated = (usd: string) => `input_cost_per_token: ${usd}\n      output_cost_per_token: 0.0000004`

const cases: readonly Case[] = [
  {
    change: 'a literal model swap in a GitHub Models prompt',
    head: edited('prompts/triage.prompt.yml', 'openai/gpt-4o-mini', 'openai/gpt-4o'),
    workload: TRIAGE,
    drivers: { model: '++n' },
  },
  {
    change: 'a literal model swap to something cheaper',
    head: edited('prompts/triage.prompt.yml', 'openai/gpt-4o-mini', 'openai/gpt-4.1-nano'),
    workload: TRIAGE,
    drivers: { model: '--n' },
  },
  {
    change: 'a model swap in LiteLLM',
    head: edited('gateway/litellm.yaml', 'openai/gpt-4o-mini', 'openai/gpt-4.1'),
    workload: CHAT,
    drivers: { model: '+++' },
  },
  {
    change: 'a weight change in LiteLLM',
    head: edited('gateway/litellm.yaml', 'weight: 2', 'weight: 8'),
    workload: CHAT,
    drivers: { routing: '+++' },
  },
  {
    change: 'a bigger fallback in LiteLLM',
    head: edited('gateway/litellm.yaml', 'claude-haiku-4-5', 'claude-opus-4-5'),
    workload: CHAT,
    drivers: { model: '0+0' },
  },
  {
    change: 'retries 1 → 4',
    head: edited('gateway/litellm.yaml', 'num_retries: 1', 'num_retries: 4'),
    workload: CHAT,
    drivers: { retries: '0+0' },
  },
  {
    change: 'a declared retry rate',
    head: edited('unitcost.yml', 'output_tokens: 200', 'output_tokens: 200\n        retry_rate: 0.1'),
    workload: AGENT,
    drivers: { retries: '+++' },
  },
  {
    change: 'a prompt from 59 B to 11 kB',
    head: { 'prompts/answer.j2': LONG_PROMPT },
    workload: CHAT,
    drivers: { prompt: '+++' },
  },
  {
    change: 'retrieved chunks 4 → 20',
    head: edited('unitcost.yml', 'chunks: 4', 'chunks: 20'),
    workload: CHAT,
    drivers: { context: '+++' },
  },
  {
    change: 'a loop maximum 8 → 24',
    head: edited('unitcost.yml', 'max: 8', 'max: 24'),
    workload: AGENT,
    drivers: { calls: '0+0' },
  },
  {
    change: 'a loop mean 3 → 6',
    head: edited('unitcost.yml', 'mean: 3', 'mean: 6'),
    workload: AGENT,
    drivers: { calls: '+0+' },
  },
  {
    change: 'growth of the context from step to step',
    head: edited('unitcost.yml', 'growth_tokens: 700', 'growth_tokens: 1500'),
    workload: AGENT,
    drivers: { context: '+++' },
  },
  {
    change: 'expected output tokens',
    head: edited('unitcost.yml', 'expected: 240', 'expected: 480'),
    workload: CHAT,
    drivers: { output: '+0+' },
  },
  {
    change: 'the largest answer of a prompt file',
    head: edited('prompts/triage.prompt.yml', 'maxTokens: 60', 'maxTokens: 900'),
    workload: TRIAGE,
    drivers: { output: '++n' },
  },
  {
    change: 'a vector store that charges for a query',
    head: edited(
      'unitcost.yml',
      '        context:',
      '        retrieval: { usd_per_query: 0.0001 }\n        context:',
    ),
    workload: CHAT,
    drivers: { retrieval: '+++' },
  },
  {
    change: 'an escalation to a bigger model',
    head: edited(
      'unitcost.yml',
      '        context:',
      '        escalation: { rate: 0.1, to: openai/gpt-5 }\n        context:',
    ),
    workload: CHAT,
    drivers: { routing: '+++' },
  },
  {
    change: 'a price that the gateway states',
    base: edited('gateway/litellm.yaml', 'weight: 8', `weight: 8\n      ${stated('0.0000001')}`),
    head: edited('gateway/litellm.yaml', 'weight: 8', `weight: 8\n      ${stated('0.0000009')}`),
    workload: CHAT,
    drivers: { price: '+++' },
  },
  {
    change: 'traffic',
    head: edited('unitcost.yml', '100k/month', '150k/month'),
    workload: CHAT,
    drivers: { traffic: '00+' },
  },
  {
    change: 'a prompt cache that is hit less often',
    head: edited('unitcost.yml', 'hit_rate: 0.8', 'hit_rate: 0.2'),
    workload: CONTRACT,
    drivers: { caching: '+++' },
  },
  {
    change: 'a variable in front of the cached prefix',
    head: edited('prompts/contract.j2', 'system:\n', 'system:\n{{ contract }}\n'),
    workload: CONTRACT,
    drivers: { caching: '+++', prompt: '+++' },
  },
  {
    change: 'the GPU type',
    head: edited('infra/inference.tf', 'g5.xlarge', 'p4d.24xlarge'),
    workload: GPU,
    drivers: { capacity: 'nn+' },
  },
  {
    change: 'the GPU count',
    head: edited('infra/inference.tf', 'count         = 1', 'count         = 2'),
    workload: GPU,
    drivers: { capacity: 'nn+' },
  },
  {
    change: 'provisioned capacity',
    head: edited('infra/inference.tf', 'capacity = 50', 'capacity = 100'),
    workload: PTU,
    drivers: { capacity: 'nn+' },
  },
  {
    change: 'five things at once',
    head: {
      ...edited('gateway/litellm.yaml', 'openai/gpt-4o-mini', 'openai/gpt-4.1'),
      'prompts/answer.j2': LONG_PROMPT,
      'unitcost.yml': String(edited('unitcost.yml', 'chunks: 4', 'chunks: 12')['unitcost.yml'])
        .replace('100k/month', '80k/month')
        .replace('expected: 240', 'expected: 300'),
    },
    workload: CHAT,
    drivers: { model: '+++', prompt: '+++', context: '+++', output: '+0+', traffic: '00-' },
  },
]

describe.concurrent('a change is seen, with its cause', () => {
  test.for(cases)('$change', async ({ base = {}, head, workload: id, drivers }, { expect }) => {
    const { result, exitCode } = await judged({ base, head })
    const workload = result.workloads.find(candidate => candidate.id === id)
    const others = result.workloads.filter(other => other.status !== 'unchanged').map(other => other.id)
    expect(others).toStrictEqual([id])
    expect(workload?.status).toBe('changed')
    expect(signsOf(workload)).toStrictEqual(drivers)
    expect(workload && unexplained(workload)).toStrictEqual({ request: 0, high: 0, month: 0 })
    expect(workload?.drivers.flatMap(driver => driver.at.map(({ path }) => path))).toStrictEqual(
      expect.arrayContaining(Object.keys(head)),
    )
    expect(exitCode).toBe(0)
  })
})

const signsOf = (workload: WorkloadResult | undefined) =>
  Object.fromEntries((workload?.drivers ?? []).map(driver => [driver.kind, signs(driver)]))

const signs = (driver: DriverResult) =>
  [driver.usd_per_request, driver.usd_per_request_high, driver.usd_per_month].map(sign).join('')

function sign(usd: number | null): string {
  if (usd === null) return 'n'
  if (Math.abs(usd) < 1e-12) return '0'
  return usd > 0 ? '+' : '-'
}

/** What the drivers leave over of the difference, in billionths of a dollar. */
function unexplained({ base, head, drivers }: WorkloadResult) {
  const rest = (
    of: (side: NonNullable<WorkloadResult['head']>) => number | null | undefined,
    caused: (driver: DriverResult) => number | null,
  ) => {
    const [before, after] = [base && of(base), head && of(head)]
    if (before == null || after == null) return 0
    const sum = drivers.reduce((total, driver) => total + (caused(driver) ?? 0), 0)
    return Math.abs(Math.round((after - before - sum) * 1e9))
  }
  return {
    request: rest(
      side => side.usd_per_request?.expected,
      driver => driver.usd_per_request,
    ),
    high: rest(
      side => side.usd_per_request?.high,
      driver => driver.usd_per_request_high,
    ),
    month: rest(
      side => side.usd_per_month?.expected,
      driver => driver.usd_per_month,
    ),
  }
}

test('the prompts are as long as their test says', () => {
  expect(Buffer.byteLength(HELPDESK['prompts/answer.j2'])).toBe(59)
  expect(Buffer.byteLength(LONG_PROMPT) / 1000).toBeCloseTo(11, 0)
})
