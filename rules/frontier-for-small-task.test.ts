import { expect, test } from 'vitest'
import type { Basis } from '../src/model/evidence.ts'
import { exactly } from '../src/model/quantity.ts'
import { tokens } from '../src/units.ts'
import { profile, traffic, worldOf } from '../test/builders.ts'
import { frontierForSmallTask } from './frontier-for-small-task.ts'
import { call, delta, drafts, pageExample, priced, sentences, told } from './testing.ts'

const world = worldOf({
  models: {
    'openai/gpt-4o': { input: 2.5, output: 10 },
    'openai/gpt-4o-mini': { input: 0.15, output: 0.6 },
    'mistral/small': { input: 0.2, output: 0.6 },
  },
})
const tiers = { frontier: ['openai/gpt-4o'], small: ['openai/gpt-4o-mini', 'mistral/small', '*nano*'] }

type Work = { readonly task?: string | null; readonly answer?: number; readonly basis?: Basis }

function change({ task = null, answer = 300, basis = 'declared' }: Work) {
  const output = { tokens: { ...exactly(tokens(answer)), basis, at: null }, maximum: null }
  const about = { task, limits: null, labels: null }
  const own = call({ prompt: profile(1000), output, about })
  return delta({ head: priced({ calls: [own], traffic: traffic(240_000) }, world) })
}

test('says which model is too large for a declared task, and what a smaller one saves', () => {
  const deltas = [change({ task: 'classification', answer: 12 })]
  const said = drafts(frontierForSmallTask, { deltas, world, tiers })
  expect(told(said)).toMatchInlineSnapshot(`
    "support-chat @ gateway/litellm.yaml:4
    support-chat is for classification, and asks openai/gpt-4o (frontier); a request costs $0.00262.
    Models of a smaller tier usually do such a task as well, for a tenth of the price or less; evals show it.
    - Try openai/gpt-4o-mini: at the same numbers of tokens that saves $0.002463 per request, $591 a month. Compare the evals of both."
  `)
  expect(said.map(sentences)).toEqual([pageExample('frontier-for-small-task')])
})

test.for<[Work, number]>([
  [{ task: 'extraction', answer: 900 }, 1],
  [{ task: 'legal reasoning', answer: 3 }, 0],
  [{ answer: 12 }, 1],
  [{ answer: 12, basis: 'measured' }, 1],
  [{ answer: 12, basis: 'assumed' }, 0],
  [{ answer: 0 }, 0],
  [{ answer: 21 }, 0],
])('%o: %i', ([work, found]) => {
  expect(drafts(frontierForSmallTask, { deltas: [change(work)], world, tiers })).toHaveLength(found)
})

test('a task that is only assumed can be declared as a hard one', () => {
  const [said] = drafts(frontierForSmallTask, { deltas: [change({ answer: 12 })], world, tiers })
  expect(said?.message).toContain('answers with 12 declared tokens, so its task is assumed to be small')
  expect(said?.suggestions[1]).toBe('Or declare the `task` of `answer` if it is a hard one.')
})

test('is silent where no tier is known, and promises no saving without another model', () => {
  const deltas = [change({ task: 'classification' })]
  expect(drafts(frontierForSmallTask, { deltas, world })).toEqual([])
  const [said] = drafts(frontierForSmallTask, { deltas, world, tiers: { frontier: ['openai/*'] } })
  expect(said?.suggestions).toEqual(['Try a smaller model, and compare the evals of both.'])
})
