import type { CallFact, PromptFact } from '../../model/fact.ts'
import { call } from '../call.ts'

/**
 * How a prompt file says that it is called, where a prompt fact has no place for it (a loop, an unknown model).
 * It has the id of its prompt, so that both are one thing to whoever names it.
 */
export const callOfPrompt = ({ id, at }: Pick<PromptFact, 'id' | 'at'>, how: Partial<CallFact>): CallFact =>
  call({ id, group: id, at, prompt: id, ...how })
