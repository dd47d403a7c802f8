import { USD } from './value.schema.ts'

const MILLISECONDS = {
  title: 'milliseconds such as 800',
  type: 'number',
  exclusiveMinimum: 0,
  maximum: 86_400_000,
} as const

/** Limits of a budget on what machines of one's own serve. */
export const SERVING_LIMITS = {
  usd_per_mtok: {
    ...USD,
    description:
      'Most USD per million tokens that own machines serve, input and output; idle time is paid too.',
    examples: [0.6],
  },
  latency: {
    title: 'a latency limit such as { ttft_p95_ms: 800 }',
    type: 'object',
    properties: {
      ttft_p95_ms: { ...MILLISECONDS, description: 'Longest time to the first token (P95), as benchmarked.' },
      tpot_p95_ms: { ...MILLISECONDS, description: 'Longest time per output token (P95), as benchmarked.' },
    },
    minProperties: 1,
    additionalProperties: false,
    description: 'Latency of own machines, at the load that the workload is priced at.',
  },
} as const
