import { expect, test } from 'vitest'
import { litellm } from '../src/readers/routes/litellm.ts'
import { firstDocument, parseYaml } from '../src/readers/yaml.ts'
import { score } from '../scripts/score-corpus/score.ts'

const GATEWAY = `model_list:
  - model_name: draft
    litellm_params: { model: openai/gpt-5-mini, max_tokens: 200 }
router_settings: { num_retries: 2 }
`

const expectation = (text: string) => {
  const document = firstDocument(parseYaml({ path: 'expect.yml', text }))
  if (document === null) throw new Error('the expectation does not parse')
  return document
}

const scored = (expected: string, text = GATEWAY) =>
  score(
    expectation(expected),
    { ...litellm.read({ path: 'litellm.yml', text }), text, document: expectation(text) },
    'prompts',
  )

test('a provider that the expectation leaves out is no difference, a limit is one', () => {
  const { checks } = scored('{model_groups: {draft: [{model: gpt-5-mini, max_tokens: 300}]}, num_retries: 2}')
  expect(checks).toEqual([
    { what: 'group draft with 1 deployments', found: true },
    { what: 'draft → gpt-5-mini', found: true },
    { what: 'draft: at most 300 tokens', found: false },
    { what: '2 retries', found: true },
  ])
})

test('a fact that nobody expected, and a group that was not read, are missed', () => {
  const { checks } = scored('{deployments: 0, model_groups: {final: [{model: gpt-5}]}}')
  expect(checks.filter(({ found }) => found)).toEqual([])
})

test('sentences are judged where facts can, else left to the eye; formats’ own words are not asked', () => {
  const { checks, byEye, unasked } = scored(
    '{must: ["num_retries 3", "cache local ttl 3600"], warn: ["max_tokens 200"], dsl_version: 1}',
  )
  expect(checks).toEqual([
    { what: '“num_retries 3”', found: false },
    { what: '“max_tokens 200”', found: true },
  ])
  expect({ byEye, unasked }).toEqual({ byEye: ['cache local ttl 3600'], unasked: ['dsl_version'] })
})

test('a model that the file does not name is invented', () => {
  const { facts } = litellm.read({ path: 'litellm.yml', text: GATEWAY })
  const text = GATEWAY.replace('gpt-5-mini', 'gpt-5-nano')
  const seen = { facts, diagnostics: [], text, document: expectation(text) }
  expect(score(expectation('{}'), seen, 'prompts').invented).toEqual(['gpt-5-mini'])
})

test('budgets and caches are compared by amount, period and switch', () => {
  const text = `${GATEWAY}litellm_settings: { cache: true, max_budget: 20, budget_duration: 1d }\n`
  const expected =
    '{budget: {max_budget: [litellm_settings, 20], budget_duration: [litellm_settings, 7d]}, cache: true, rate_limit_rules: 0}'
  expect(scored(expected, text).checks).toEqual([
    { what: 'max_budget: 20 USD in 604800 s', found: false },
    { what: 'a cache', found: true },
    { what: '0 rules of rate limits', found: false },
  ])
})
