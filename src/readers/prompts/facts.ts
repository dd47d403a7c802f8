import type { Place } from '../../model/evidence.ts'
import type { CallFact, PromptFact } from '../../model/fact.ts'
import { call } from '../call.ts'

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
export const callOfPrompt = ({ id, at }: Pick<PromptFact, 'id' | 'at'>, how: Partial<CallFact>): CallFact =>
  call({ id, group: id, at, prompt: id, ...how })
