import { describe, expect, test } from 'vitest'
import { configOf } from '../../test/facts.ts'
import type { Config } from '../config/config.ts'
import { strictDeclarations } from './strict.ts'

const workload = (keys: string) => configOf(`workloads:\n  chat: ${keys}\n`)
const call = (keys: string) => workload(`{ calls: { answer: ${keys} } }`)
const strictly = (base: Config, head: Config, policy = base) => strictDeclarations({ base, head, policy })

describe('the dearer of two declarations of a call', () => {
  test.for<[string, string, string, object | null]>([
    // head, base, what differs from head (null: head's own holds)
    ['a smaller answer', '{ output_tokens: 100 }', '{ output_tokens: 700 }', { output_tokens: 700 }],
    ['a larger answer', '{ output_tokens: 700 }', '{ output_tokens: 100 }', null],
    [
      'a smaller range',
      '{ output_tokens: { expected: 100, high: 200 } }',
      '{ output_tokens: { expected: 150, high: 200 } }',
      { output_tokens: { expected: 150, high: 200 } },
    ],
    // 300 … 1,000 tokens are assumed where nobody declares an answer.
    ['an answer that was long and is not declared', '{}', '{ output_tokens: 2000 }', { output_tokens: 2000 }],
    [
      'an answer that was long, if never very long, and is not declared',
      '{}',
      '{ output_tokens: 700 }',
      { output_tokens: { low: 700, expected: 700, high: 1000 } },
    ],
    ['an answer shorter than assumed that is not declared', '{}', '{ output_tokens: 100 }', null],
    ['an answer that is first declared, and short', '{ output_tokens: 100 }', '{}', {}],
    ['an answer that is first declared, and long', '{ output_tokens: 2000 }', '{}', null],
    // 100 … 1,000 tokens are assumed for a variable.
    [
      'smaller variables',
      '{ variables: { question: 10 } }',
      '{ variables: { question: 60 } }',
      { variables: { question: 60 } },
    ],
    [
      'variables that are declared no more',
      '{}',
      '{ variables: { question: 2000, tone: 1 } }',
      { variables: { question: 2000 } },
    ],
    [
      'a variable that is first declared, and short',
      '{ variables: { question: 60, tone: 2 } }',
      '{ variables: { question: 60 } }',
      { variables: { question: 60 } },
    ],
    [
      'a variable that is first declared, and long',
      '{ variables: { question: 60, page: 3000 } }',
      '{ variables: { question: 60 } }',
      null,
    ],
    [
      'fewer tokens of context, whatever their pieces',
      '{ context: { chunks: 9, tokens_per_chunk: 10 } }',
      '{ context: { chunks: 2, tokens_per_chunk: 100 } }',
      { context: { chunks: 2, tokens_per_chunk: 100 } },
    ],
    [
      'no context any more',
      '{}',
      '{ context: { chunks: 2, tokens_per_chunk: 100 } }',
      { context: { chunks: 2, tokens_per_chunk: 100 } },
    ],
    ['less history', '{ history_tokens: 10 }', '{ history_tokens: 900 }', { history_tokens: 900 }],
    ['fewer calls a request', '{ per_request: 1 }', '{ per_request: 5 }', { per_request: 5 }],
    [
      'a shorter loop: each of its numbers',
      '{ loop: { mean: 2, max: 12 } }',
      '{ loop: { mean: 3, max: 8, growth_tokens: 700 } }',
      { loop: { mean: 3, max: 12, growth_tokens: 700 } },
    ],
    ['no loop any more', '{}', '{ loop: { mean: 3 } }', { loop: { mean: 3 } }],
    [
      'more hits of the prompt cache',
      '{ prompt_cache_hit_rate: 0.9 }',
      '{ prompt_cache_hit_rate: 0.5 }',
      { prompt_cache_hit_rate: 0.5 },
    ],
    [
      'fewer hits of the prompt cache',
      '{ prompt_cache_hit_rate: 0.5 }',
      '{ prompt_cache_hit_rate: 0.9 }',
      null,
    ],
    ['hits that nobody declared before', '{ prompt_cache_hit_rate: 0.9 }', '{}', {}],
    [
      'more hits of the response cache',
      '{ response_cache: { hit_rate: 0.9 } }',
      '{ response_cache: { hit_rate: 0.5 } }',
      { response_cache: { hit_rate: 0.5 } },
    ],
    ['fewer retries', '{ retry_rate: 0.01 }', '{ retry_rate: 0.1 }', { retry_rate: 0.1 }],
    ['fewer fallbacks', '{ fallback_rate: 0.01 }', '{ fallback_rate: 0.1 }', { fallback_rate: 0.1 }],
    ['no search any more', '{}', '{ retrieval: { query_tokens: 60 } }', { retrieval: { query_tokens: 60 } }],
    // A quantity as the others: how many answers are found wanting.
    [
      'fewer escalations',
      '{ escalation: { rate: 0.01, to: openai/gpt-5 } }',
      '{ escalation: { rate: 0.1, to: openai/gpt-5 } }',
      { escalation: { rate: 0.1, to: 'openai/gpt-5' } },
    ],
    [
      'no escalation any more',
      '{}',
      '{ escalation: { rate: 0.1, to: openai/gpt-5 } }',
      { escalation: { rate: 0.1, to: 'openai/gpt-5' } },
    ],
    [
      'an escalation to another model, as often',
      '{ escalation: { rate: 0.1, to: openai/gpt-5-mini } }',
      '{ escalation: { rate: 0.1, to: openai/gpt-5 } }',
      null,
    ],
    [
      'a search of less, for a smaller fee',
      '{ retrieval: { query_tokens: 6, usd_per_query: 0.001 } }',
      '{ retrieval: { query_tokens: 60, usd_per_query: 0.002 } }',
      { retrieval: { query_tokens: 60, usd_per_query: 0.002 } },
    ],
    [
      'a search of which neither side says how much',
      '{ retrieval: { rerank_model: cohere/rerank-v3.5 } }',
      '{ retrieval: { rerank_model: cohere/rerank-v4 } }',
      null,
    ],
    [
      'a shorter look-up of the response cache',
      '{ response_cache: { hit_rate: 0.5, lookup_tokens: 6 } }',
      '{ response_cache: { hit_rate: 0.5, lookup_tokens: 60 } }',
      { response_cache: { hit_rate: 0.5, lookup_tokens: 60 } },
    ],
    // With `band: high` a budget looks at nothing else.
    [
      'the same answer with a shorter worst case',
      '{ output_tokens: { expected: 100, high: 200 } }',
      '{ output_tokens: { expected: 100, high: 900 } }',
      { output_tokens: { expected: 100, high: 900 } },
    ],
    // What a call is, is no quantity: it is judged as it is.
    ['another model', '{ model: openai/gpt-4o-mini }', '{ model: openai/gpt-4o }', null],
  ])('%s', ([, head, base, expected]) => {
    const strict = strictly(call(base), call(head))
    expect(strict['chat']?.calls?.['answer'] ?? null).toStrictEqual(expected)
  })
})

describe('what is assumed where a side declares nothing', () => {
  const answer = (keys: string, more = '') =>
    configOf(`${more}\nworkloads: { chat: { calls: { answer: ${keys} } } }`)

  test.for<[string, Config, Config, object | null]>([
    [
      'the assumptions of the policy',
      answer('{}', 'assumptions: { output_tokens: 2000 }'),
      answer('{ output_tokens: 1500 }'),
      {},
    ],
    [
      'the default answer of base',
      answer('{}', 'defaults: { output_tokens: 2000 }'),
      answer('{ output_tokens: 1500 }'),
      { output_tokens: 2000 },
    ],
    [
      'a default answer that head lowers',
      answer('{}', 'defaults: { output_tokens: 2000 }'),
      answer('{}', 'defaults: { output_tokens: 1500 }'),
      { output_tokens: 2000 },
    ],
    [
      'a default answer of both',
      answer('{}', 'defaults: { output_tokens: 2000 }'),
      answer('{}', 'defaults: { output_tokens: 2000 }'),
      null,
    ],
  ])('%s', ([, base, head, expected]) => {
    expect(strictly(base, head)['chat']?.calls?.['answer'] ?? null).toStrictEqual(expected)
  })
})

describe('the dearer of two declarations of a workload', () => {
  test.for<[string, string, string, object | null]>([
    ['less traffic', '{ traffic: 100/month }', '{ traffic: 900/month }', { traffic: 900 }],
    ['more traffic', '{ traffic: 900/month }', '{ traffic: 100/month }', null],
    ['no traffic any more', '{ owner: "@acme" }', '{ traffic: 900/month }', { owner: '@acme', traffic: 900 }],
    ['keys in another order', '{ owner: a, traffic: 1/month }', '{ traffic: 1/month, owner: a }', null],
    [
      'a call that is new',
      '{ calls: { answer: { output_tokens: 1 } } }',
      '{ traffic: 0/month, calls: {} }',
      { traffic: 0, calls: { answer: { output_tokens: 1 } } },
    ],
  ])('%s', ([, head, base, expected]) => {
    expect(strictly(workload(base), workload(head))['chat'] ?? null).toStrictEqual(expected)
  })

  test('of one that only one side declares there is nothing to compare', () => {
    const nothing = configOf('')
    expect(strictly(nothing, workload('{ traffic: 1/month }'))).toStrictEqual({})
    expect(strictly(workload('{ traffic: 1/month }'), nothing)).toStrictEqual({})
  })
})
