import { CALLS } from './call.schema.ts'
import { NAME, NUMBER, PATHS, TAGS, TEXT, TRAFFIC, USD } from './value.schema.ts'

const SLO = {
  title: 'a latency target such as { ttft_p95_ms: 800 }',
  type: 'object',
  properties: {
    ttft_p95_ms: { ...NUMBER, description: 'Milliseconds to the first token, 95th percentile.' },
    tpot_p95_ms: { ...NUMBER, description: 'Milliseconds per output token, 95th percentile.' },
  },
  additionalProperties: false,
} as const

const OUTCOME = {
  title: 'an outcome such as { name: resolved ticket, requests: 3 }',
  type: 'object',
  properties: {
    name: { ...TEXT, description: 'Your word for it.', examples: ['resolved ticket'] },
    requests: {
      ...NUMBER,
      description: 'Solved requests that one outcome takes on average.',
      examples: [3.2],
    },
    failure_usd: { ...USD, description: 'What a failed outcome costs otherwise, such as a human’s time.' },
  },
  required: ['name', 'requests'],
  additionalProperties: false,
} as const

const ONE_OFF = {
  title: 'a one-off spend such as { usd: 5000, months: 12 }',
  type: 'object',
  properties: {
    usd: { ...USD, description: 'The amount, in USD.' },
    months: { ...NUMBER, exclusiveMinimum: 0, description: 'Months over which it is written off.' },
  },
  required: ['usd', 'months'],
  additionalProperties: false,
} as const

const CAPACITY_OVERHEAD = {
  title: 'an overhead such as { usd_per_month: 800 }',
  type: 'object',
  properties: { usd_per_month: { ...USD, description: 'USD per month.' } },
  required: ['usd_per_month'],
  additionalProperties: false,
} as const

export const WORKLOAD = {
  title: 'a workload',
  type: 'object',
  properties: {
    owner: { ...TEXT, description: 'Who answers for its cost.', examples: ['@acme/support'] },
    environment: { ...TEXT, description: 'Where it runs.', examples: ['production', 'development'] },
    tags: { ...TAGS, description: 'Your cost allocation tags. Budgets can match them.' },
    traffic: {
      ...TRAFFIC,
      description: 'Requests of its users. Without it there is a cost per request and no monthly figure.',
      examples: ['1.2M/month', '40k/day', '500/hour', '3/second'],
    },
    urgency: {
      title: 'interactive, minutes or batch',
      enum: ['interactive', 'minutes', 'batch'],
      description: 'How long its users can wait. Batch prices are suggested only where nobody waits.',
    },
    slo: { ...SLO, description: 'The latency that self-hosted capacity must keep.' },
    outcome: { ...OUTCOME, description: 'What a request is for, to state a cost per result.' },
    calls: { ...CALLS, description: 'The model calls that one request makes, each with a name of yours.' },
    evals: {
      ...PATHS,
      description: 'Eval suites whose pass rate and answer lengths belong to this workload.',
      examples: ['evals/support/promptfooconfig.yaml'],
    },
    usage: {
      ...PATHS,
      description:
        'Evidence of `unitcost import` about its traffic, token sizes and steps. Without it: evidence with its name.',
      examples: [['.unitcost/usage/support.json']],
    },
    served_by: {
      ...PATHS,
      description: 'Files that declare capacity (GPUs, endpoints, provisioned units) of this workload.',
      examples: [['infra/vllm.yaml']],
    },
    capacity_overhead: { ...CAPACITY_OVERHEAD, description: 'Running capacity yourself: on-call, storage.' },
    one_off: { ...ONE_OFF, description: 'Training, fine-tuning or migration, spread over months.' },
  },
  additionalProperties: false,
} as const

export const WORKLOADS = {
  title: 'workloads by name',
  type: 'object',
  maxProperties: 1000,
  propertyNames: NAME,
  additionalProperties: WORKLOAD,
} as const
