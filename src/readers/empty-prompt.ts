import type { Place } from '../model/evidence.ts'
import type { PromptFact } from '../model/fact.ts'

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
