import type { WorkloadUsage } from '../../model/usage-evidence.ts'

const SIZES = { mean: 240, p5: 60, p50: 210, p95: 600, max: 900, histogram: [{ up_to: 256, calls: 100 }] }

/** A month of a support chat on one model: an answer takes two calls in half of its requests. */
export const workloadUsage = (changes: Partial<WorkloadUsage> = {}): WorkloadUsage => ({
  id: 'support-chat',
  from: '2026-10-01T00:00:00.000Z',
  to: '2026-10-31T00:00:00.000Z',
  requests: 3000,
  calls: 4500,
  failed: 90,
  without_tokens: 0,
  input_tokens: { ...SIZES, mean: 1200 },
  output_tokens: SIZES,
  cache: { calls: 4410, hits: 2205, read_share: 0.4 },
  steps: [
    { steps: 1, requests: 1500 },
    { steps: 2, requests: 1500 },
  ],
  retries: { answered: 4410, retried: 88, billed: 44 },
  latency_ms: { p50: 900, p95: 2100 },
  models: [
    {
      model: 'openai/gpt-5-mini',
      api_versions: ['v1'],
      calls: 4500,
      input_tokens: { ...SIZES, mean: 1200 },
      output_tokens: SIZES,
      cache: { calls: 4410, hits: 2205, read_share: 0.4 },
      kinds: [],
    },
  ],
  ...changes,
})

/** The text of an evidence file. */
export const usageEvidence = (changes: Partial<WorkloadUsage> = {}) =>
  JSON.stringify({ schema: 'unitcost.usage/v1', format: 'csv', workloads: [workloadUsage(changes)] })
