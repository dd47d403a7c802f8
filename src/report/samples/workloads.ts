import type { WorkloadResult } from '../result.ts'
import { quality } from './quality.ts'
import { component, driver, estimate, unpriced, workload } from './build.ts'

const COMPONENTS = [
  component({
    call: 'classify',
    quantity: 620,
    usd_per_request: 0.00155,
    at: { path: 'prompts/classify.prompty', line: 1 },
  }),
  component({ quantity: 4820, usd_per_request: 0.01205 }),
  component({
    meter: 'output',
    quantity: 500,
    unit_price: 10,
    usd_per_request: 0.005,
    basis: 'measured',
    at: { path: '.unitcost/evals.json', line: null },
  }),
]

export const supportChat = workload('support-chat', {
  base: estimate({ request: 0.0135, month: 3240, solved: 0.0163 }),
  head: { ...estimate({ request: 0.0186, month: 4480, solved: 0.0235 }), components: COMPONENTS },
  drivers: [
    driver({
      kind: 'model',
      from: 'gpt-4o-mini',
      to: 'gpt-4o',
      usd_per_month: 860,
      at: [{ path: 'gateway/litellm.yaml', line: 14 }],
    }),
    driver({
      kind: 'caching',
      from: 'cached prefix 3,012 tokens',
      to: 'cached prefix 0 tokens',
      usd_per_month: 290,
      at: [{ path: 'prompts/answer.j2', line: 3 }],
    }),
    driver({
      kind: 'prompt',
      from: '2,100 tokens',
      to: '4,000 tokens',
      usd_per_month: 90,
      at: [{ path: 'prompts/answer.j2', line: 9 }],
    }),
  ],
  quality: quality([83, 79, 100]),
})

export const invoiceExtract = workload('invoice-extract', {
  owner: '@acme/billing',
  at: { path: 'unitcost.yml', line: 22 },
  base: estimate({ request: 0.0021, month: 210 }),
  head: estimate({ request: 0.0018, month: 180 }),
  requests_per_month: { base: 100_000, head: 100_000 },
  drivers: [
    driver({
      kind: 'output',
      from: '300 tokens',
      to: '220 tokens',
      usd_per_month: -30,
      usd_per_request: -0.0003,
      at: [{ path: 'prompts/invoice.yaml', line: 4 }],
    }),
  ],
})

/** Two workloads that only say how the small ones are told. */
export const smallChange = (n: number): WorkloadResult =>
  workload(`batch-job-${n}`, {
    base: estimate({ request: 0.002, month: 100 }),
    head: estimate({ request: 0.00206, month: 103 + n / 100 }),
    drivers: [driver({ kind: 'prompt', from: '900 tokens', to: '927 tokens', usd_per_month: 3 + n / 100 })],
  })

const unchanged = (id: string, month: number): WorkloadResult => ({
  ...workload(id, { base: estimate({ request: 0.004, month }), head: estimate({ request: 0.004, month }) }),
  status: 'unchanged',
})

export const triage = workload('triage-agent', {
  at: { path: 'agents/triage.py', line: 12 },
  origin: 'discovered',
  owner: null,
  base: estimate({ request: 0.0134 }),
  head: {
    ...estimate({ request: 0.0185 }),
    components: [
      component({
        call: 'loop',
        basis: 'assumed',
        quantity: 6400,
        usd_per_request: 0.016,
        at: { path: 'agents/triage.py', line: 31 },
      }),
    ],
  },
  drivers: [
    driver({
      kind: 'calls',
      from: '1 step',
      to: '2 steps',
      usd_per_request: 0.0051,
      at: [{ path: 'agents/triage.py', line: 31 }],
    }),
  ],
})

export const gpuPool = workload('infra/aws_instance.gpu', {
  at: { path: 'infra/main.tf', line: 3 },
  origin: 'discovered',
  owner: null,
  requests_per_month: { base: null, head: null },
  base: estimate({ month: 734.38, spread: 0 }),
  head: {
    ...estimate({ month: 2937.52, spread: 0 }),
    components: [
      component({
        call: 'capacity',
        target: 'aws g5.xlarge us-east-1',
        meter: 'unit_hours',
        quantity: 2920,
        unit_price: 1.006,
        usd_per_request: null,
        usd_per_month: 2937.52,
        at: { path: 'infra/main.tf', line: 5 },
        source: 'AWS price list',
      }),
    ],
  },
  drivers: [
    driver({
      kind: 'capacity',
      from: '1 × g5.xlarge',
      to: '4 × g5.xlarge',
      usd_per_month: 2203.14,
      usd_per_request: null,
      at: [{ path: 'infra/main.tf', line: 5 }],
    }),
  ],
})

export const reranker = workload('reranker', {
  base: estimate({ request: 0.002, month: 480 }),
  head: unpriced('no price for acme/rerank-2 in the price book of 2026-11-20'),
  at: { path: 'unitcost.yml', line: 40 },
  requests_per_month: { base: 240_000, head: 240_000 },
})

export const rest = ['search', 'summaries', 'translate', 'tagging', 'moderation'].map((id, n) =>
  unchanged(id, 100 * (n + 1)),
)
