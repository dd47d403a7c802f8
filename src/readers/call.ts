import type { CallFact } from '../model/fact.ts'

type Stated = Pick<CallFact, 'id' | 'group' | 'at'> & Partial<CallFact>

/** A call of which a format states only a part: the rest is what nobody stated. */
export const call = (stated: Stated): CallFact => ({
  kind: 'call',
  model: null,
  modelAt: null,
  unresolved: null,
  prompt: null,
  messages: [],
  tools: [],
  responseSchema: null,
  samples: {},
  maxOutput: null,
  maxOutputAt: null,
  chunks: null,
  loop: null,
  repeats: null,
  retries: null,
  through: null,
  onlyAfterFailure: false,
  metadata: {},
  ...stated,
})
