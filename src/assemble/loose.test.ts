import { expect, test } from 'vitest'
import type { PromptFact } from '../model/fact.ts'
import { looseChanges } from './loose.ts'

const prompt = (path: string, text: string): PromptFact => ({
  kind: 'prompt',
  id: `${path}#triage`,
  at: { path, line: 1 },
  messages: [{ role: 'user', parts: [{ kind: 'text', text, line: 1 }] }],
  tools: [],
  responseSchema: null,
  model: null,
  modelAt: null,
  maxOutput: null,
  maxOutputAt: null,
  samples: {},
})

test.for([
  ['the same', prompt('agents.yaml', 'Sort.'), prompt('agents.yaml', 'Sort.'), 0],
  ['moved', prompt('old.yaml', 'Sort.'), prompt('agents.yaml', 'Sort.'), 0],
  ['edited', prompt('agents.yaml', 'Sort.'), prompt('agents.yaml', 'Sort by team.'), 1],
] as const)('one of several prompts of a file, %s', ([, base, head, count]) => {
  expect(looseChanges([base], [head], () => base.at.path)).toHaveLength(count)
})
