import { expect, test } from 'vitest'
import { tokens, usdPerRequest } from '../src/units.ts'
import { profile, traffic, worldOf } from '../test/builders.ts'
import { modelNotAllowed } from './model-not-allowed.ts'
import { call, delta, drafts, pageExample, priced, sentences, target, told } from './testing.ts'

const world = worldOf({
  models: {
    'openai/gpt-4o': { input: 2.5, output: 10 },
    'openai/gpt-4o-mini': { input: 0.15, output: 0.6 },
  },
})
const allow = ['openai/gpt-4o-mini', 'anthropic/claude-haiku-*']
const asking = (given: Partial<ReturnType<typeof call>> = {}) => {
  const own = call({ prompt: profile(1000), ...given })
  return delta({ head: priced({ calls: [own], traffic: traffic(240_000) }, world) })
}
const found = (change: ReturnType<typeof delta>, list: readonly string[] = allow) =>
  drafts(modelNotAllowed, { deltas: [change], options: { allow: list }, world })

test('says which model is not on the list, and what one of the list saves', () => {
  expect(told(found(asking()))).toMatchInlineSnapshot(`
    "support-chat @ gateway/litellm.yaml:4
    support-chat asks openai/gpt-4o, which is not among the 2 names that \`allow\` lists.
    What a model costs, and where the data goes, was decided for the models of the list and for no other.
    - Ask one of the list: openai/gpt-4o-mini, anthropic/claude-haiku-*.
    - At the same numbers of tokens openai/gpt-4o-mini would save $0.004606 per request, $1,105 a month; compare the evals of both.
    - Or let its owner add the model to \`allow\` in a change of its own."
  `)
  expect(found(asking()).map(sentences)).toEqual([pageExample('model-not-allowed')])
})

test.for([
  { what: 'without a list', list: [] },
  { what: 'on the list', list: ['openai/gpt-4o'] },
  { what: 'meant by a glob', list: ['openai/*'] },
])('a model $what is allowed', ({ list }) => {
  expect(found(asking(), list)).toEqual([])
})

test('fallbacks and embeddings are models too', () => {
  const { route } = call()
  const embedding = target('voyage/voyage-4')
  const at = { path: 'unitcost.yml', line: 20 }
  const retrieval = { at, embedding, queryTokens: tokens(60), rerankModel: null, storeUsd: usdPerRequest(0) }
  const fallbacks = [{ ...route, targets: [target('xai/grok-4')] }]
  const [said] = found(asking({ retrieval, route: { ...route, fallbacks } }), ['openai/*'])
  expect(said?.message).toContain('asks xai/grok-4, voyage/voyage-4, which are not among the 1 name')
})

test('a model that the tree leaves open is not known to be forbidden', () => {
  const { route } = call()
  const open = { ...route, targets: [target('unknown', { problem: 'the model is chosen at run time' })] }
  expect(found(asking({ route: open }))).toEqual([])
})
