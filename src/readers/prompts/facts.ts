import type { Place } from '../../model/evidence.ts'
import type { CallFact, PromptFact } from '../../model/fact.ts'

/** A prompt of which nothing is known but where it is. */
export const emptyPrompt = (id: string, at: Place): PromptFact => ({
  kind: 'prompt',
  id,
  at,
  messages: [],
  tools: [],
  responseSchema: null,
  model: null,
  modelAt: null,
  maxOutput: null,
  maxOutputAt: null,
  samples: {},
})

/**
 * How a prompt file says that it is called, where a prompt fact has no place for it (a loop, an unknown model).
 * It has the id of its prompt, so that both are one thing to whoever names it.
 */
export const callOfPrompt = (prompt: Pick<PromptFact, 'id' | 'at'>, how: Partial<CallFact>): CallFact => ({
  kind: 'call',
  id: prompt.id,
  group: prompt.id,
  at: prompt.at,
  model: null,
  modelAt: null,
  unresolved: null,
  prompt: prompt.id,
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
  ...how,
})
