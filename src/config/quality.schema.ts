import { COUNT, NUMBER, PERCENT, POINTS, SHARE } from './value.schema.ts'

const SCORE = {
  title: 'a limit of a score such as { min: 0.8 }',
  type: 'object',
  properties: {
    min: { ...NUMBER, description: 'Lowest mean at head.', examples: [0.8] },
    max_drop: { ...NUMBER, description: 'Largest drop of the mean against base.', examples: [0.05] },
  },
  additionalProperties: false,
} as const

/** What evals must still show. The page is src/policy/quality.md. */
export const QUALITY = {
  title: 'a quality limit such as { max_drop: 5pp }',
  type: 'object',
  properties: {
    max_drop: {
      ...POINTS,
      description: 'Largest drop of the pass rate against base, over the tests that both sides ran.',
      examples: ['5pp'],
    },
    min_pass_rate: { ...SHARE, description: 'Lowest pass rate at head.', examples: ['75%'] },
    min_pairs: {
      ...COUNT,
      description: 'With fewer tests on both sides a drop decides nothing. Default: 20.',
      examples: [20],
    },
    on_inconclusive: {
      title: 'warn, block or pass',
      enum: ['warn', 'block', 'pass'],
      description: 'What a drop does that so few tests cannot tell from chance: warn (default), block, pass.',
    },
    max_latency_ms: { ...NUMBER, description: 'Longest mean answer time of the tests at head.' },
    max_latency_increase: {
      ...PERCENT,
      description: 'Largest increase of the mean answer time against base.',
      examples: ['20%'],
    },
    scores: {
      title: 'limits of scores by name such as { tone: { min: 0.8 } }',
      type: 'object',
      maxProperties: 50,
      additionalProperties: SCORE,
      description: 'Limits of named scores of the evals.',
    },
  },
  additionalProperties: false,
} as const
