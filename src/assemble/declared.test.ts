import { evalResult, evalRun } from '../../test/evals.ts'
import { describe, expect, test } from 'vitest'
import { capacityOf } from '../../test/builders.ts'
import { assembled, callFact, promptFact, routeFact, routeTarget, text } from '../../test/facts.ts'
import type { CapacityFact, Fact } from '../model/fact.ts'
import type { Call } from '../model/workload.ts'

const PROMPT = promptFact('prompts/answer.md')

/** The workload `chat` with one call `answer`. */
function chat(call: string, facts: readonly Fact[] = [PROMPT], more = '') {
  const { workloads, diagnostics } = assembled(
    facts,
    `workloads: { chat: { ${more} calls: { answer: ${call} } } }`,
    {
      discover: false,
    },
  )
  return { workload: workloads[0], call: workloads[0]?.calls[0], diagnostics }
}

const models = (call: Call | undefined) => call?.route.targets.map(({ model, problem }) => problem ?? model)

describe('the model of a call', () => {
  test.for<[string, string, readonly Fact[], string]>([
    ['unitcost.yml', '{ prompt: prompts/answer.md, model: openai/gpt-5 }', [PROMPT], 'openai/gpt-5'],
    ['the prompt file', '{ prompt: prompts/answer.md }', [PROMPT], 'openai/gpt-4o'],
    [
      'nowhere',
      '{ prompt: prompts/answer.md }',
      [promptFact('prompts/answer.md', { model: null })],
      'no model is known for prompts/answer.md: state one as `model` in unitcost.yml',
    ],
    [
      'nowhere, without a prompt',
      '{}',
      [],
      'no model is known for this call: state one as `model` in unitcost.yml',
    ],
    [
      'a group of a gateway',
      '{ model: smart }',
      [routeFact('smart', [routeTarget('openai/gpt-5')])],
      'openai/gpt-5',
    ],
  ])('is from %s', ([, call, facts, model]) => {
    expect(models(chat(call, facts).call)).toStrictEqual([model])
  })

  test('is at last the default of unitcost.yml', () => {
    const yaml = 'defaults: { model: openai/gpt-5 }\nworkloads: { chat: { calls: { answer: {} } } }'
    expect(models(assembled([], yaml).workloads[0]?.calls[0])).toStrictEqual(['openai/gpt-5'])
  })
})

describe('the size of an answer', () => {
  const sizeOf = (call: string, facts?: readonly Fact[]) => {
    const { tokens: size, maximum } = chat(call, facts).call?.output ?? {}
    return size && `${size.low} … ${size.expected} … ${size.high} ${size.basis}, at most ${maximum}`
  }
  const limited = promptFact('prompts/answer.md', { maxOutput: 200 })
  const gateway = (...limits: readonly (number | null)[]) =>
    routeFact(
      'smart',
      limits.map((maxOutput, n) => routeTarget(`openai/gpt-${n}`, { maxOutput })),
    )

  test.for<[string, string, readonly Fact[] | undefined, string]>([
    ['declared', '{ output_tokens: 240 }', undefined, '240 … 240 … 240 declared, at most null'],
    [
      'a range',
      '{ output_tokens: { expected: 240, high: 700 } }',
      undefined,
      '240 … 240 … 700 declared, at most null',
    ],
    [
      'a whole range',
      '{ output_tokens: { low: 10, expected: 240, high: 700 } }',
      undefined,
      '10 … 240 … 700 declared, at most null',
    ],
    ['assumed', '{}', undefined, '20 … 300 … 1000 assumed, at most null'],
    [
      'declared, and capped by the prompt',
      '{ prompt: prompts/answer.md, output_tokens: { expected: 150, high: 700 } }',
      [limited],
      '150 … 150 … 200 declared, at most 200',
    ],
    [
      'capped by the prompt',
      '{ prompt: prompts/answer.md }',
      [limited],
      '20 … 200 … 200 assumed, at most 200',
    ],
    [
      'capped by every target of the route',
      '{ model: smart }',
      [gateway(100, 400)],
      '20 … 300 … 400 assumed, at most 400',
    ],
    [
      'not capped where one target has no limit',
      '{ model: smart }',
      [gateway(100, null)],
      '20 … 300 … 1000 assumed, at most null',
    ],
    [
      'high: the maximum, however large',
      '{ prompt: prompts/answer.md }',
      [promptFact('prompts/answer.md', { maxOutput: 9000 })],
      '20 … 300 … 9000 assumed, at most 9000',
    ],
  ])('%s', ([, call, facts, expected]) => {
    expect(sizeOf(call, facts)).toBe(expected)
  })

  test('measured wins over declared', () => {
    const run = evalRun('evals/results.json', [evalResult([], { passed: 3, failed: 1, outputTokens: [50] })])
    const { workload, call } = chat('{ output_tokens: 240 }', [run], 'evals: [evals/results.json],')
    expect(call?.output.tokens).toMatchObject({ expected: 50, basis: 'measured' })
    expect(workload?.quality).toMatchObject({ passed: 3, total: 4 })
  })

  test('a default of unitcost.yml comes before an assumption', () => {
    const yaml = 'defaults: { output_tokens: 40 }\nworkloads: { chat: { calls: { answer: {} } } }'
    expect(assembled([], yaml).workloads[0]?.calls[0]?.output.tokens.expected).toBe(40)
  })
})

test('every key of a call is a field of it, with its place', () => {
  const { call } = chat(`{
      prompt: prompts/answer.md, variables: { question: 60 }, context: { chunks: 6, tokens_per_chunk: 350 },
      retrieval: { embedding_model: openai/text-embedding-3-small, query_tokens: 60, rerank_model: cohere/rerank-v3.5, usd_per_query: 0.00002 },
      history_tokens: 900, per_request: 2, loop: { mean: 2.4, p95: 6, max: 8, growth_tokens: 700 },
      prompt_cache_hit_rate: 0.8, response_cache: { hit_rate: 0.2, lookup_tokens: 60, lookup_model: openai/text-embedding-3-small },
      retry_rate: 0.02, fallback_rate: 0.01, escalation: { rate: 0.1, to: openai/gpt-5 } }`)
  expect(call).toMatchObject({
    id: 'answer',
    prompt: { kind: 'template', sizes: { question: { expected: 60, basis: 'declared' } } },
    context: {
      chunks: { expected: 6 },
      tokensPerChunk: { expected: 350 },
      history: { expected: 900 },
      growth: { expected: 700 },
    },
    retrieval: {
      embedding: { model: 'openai/text-embedding-3-small' },
      queryTokens: 60,
      rerankModel: 'cohere/rerank-v3.5',
      storeUsd: 0.00002,
    },
    repetition: { perRequest: { expected: 2, basis: 'declared' }, loop: { mean: 2.4, p95: 6, maximum: 8 } },
    caching: {
      hitRate: { expected: 0.8, at: { path: 'unitcost.yml', line: 6 } },
      response: {
        hitRate: { expected: 0.2 },
        lookupTokens: 60,
        lookup: { model: 'openai/text-embedding-3-small' },
      },
    },
    retries: { retryRate: { expected: 0.02 }, fallbackRate: { expected: 0.01 } },
    route: { escalation: { rate: { expected: 0.1 }, to: { targets: [{ model: 'openai/gpt-5' }] } } },
  })
  expect(call?.caching.prefix).toBe(call?.prompt)
})

test('what is left out is nothing, once, or an assumption', () => {
  expect(chat('{ retrieval: {}, loop: {}, response_cache: { hit_rate: 0.2 } }').call).toMatchObject({
    prompt: { kind: 'profile', input: { expected: 1000, basis: 'assumed' } },
    context: { chunks: null, tokensPerChunk: null, history: null, growth: null },
    retrieval: { embedding: null, queryTokens: 0, rerankModel: null, storeUsd: 0 },
    repetition: {
      perRequest: { expected: 1, basis: 'measured' },
      loop: { mean: null, p95: null, maximum: null },
    },
    caching: { hitRate: null, response: { lookupTokens: 0, lookup: null } },
    retries: { retryRate: null, fallbackRate: null },
  })
})

test('a workload with owner, traffic and outcome', () => {
  const yaml = `workloads: { chat: { owner: "@acme", environment: production, tags: { team: support },
    traffic: 40k/month, outcome: { name: resolved ticket, requests: 3.2 } } }`
  expect(assembled([], yaml).workloads).toMatchObject([
    {
      id: 'chat',
      identity: 'declared:chat',
      origin: 'declared',
      owner: '@acme',
      environment: 'production',
      tags: { team: 'support' },
      traffic: { expected: 40_000, basis: 'declared' },
      outcome: { name: 'resolved ticket', requests: 3.2, failureUsd: 0 },
      calls: [],
    },
  ])
})

describe('a prompt that cannot be used', () => {
  test('is not in the tree', () => {
    const { workload, diagnostics } = chat('{ prompt: prompts/gone.md, model: openai/gpt-4o }', [])
    expect(diagnostics).toMatchObject([
      {
        code: 'missing-prompt',
        severity: 'error',
        message: 'the prompt prompts/gone.md is not in the tree',
        line: 2,
      },
    ])
    expect(workload?.problems).toStrictEqual(['the prompt prompts/gone.md is not in the tree'])
  })

  test('cannot be read: said once, by the file', () => {
    const yaml =
      'workloads: { chat: { calls: { answer: { prompt: prompts/answer.md, model: openai/gpt-4o } } } }'
    const broken = new Map([['prompts/answer.md', 'prompts/answer.md cannot be read']])
    const { workloads, diagnostics } = assembled([], yaml, { broken })
    expect(diagnostics).toStrictEqual([])
    expect(workloads[0]?.problems).toStrictEqual(['prompts/answer.md cannot be read'])
  })
})

describe('what another file says about how a prompt is called', () => {
  const how = (loop: { readonly max: number | null }) =>
    callFact('prompts/answer.md', {
      model: 'openai/gpt-5',
      maxOutput: 70,
      loop: { ...loop, at: PROMPT.at },
      messages: [],
    })

  test.for([
    ['its maximum, its model and its loop', '{ prompt: prompts/answer.md }', 12, 12],
    ['a loop without an end', '{ prompt: prompts/answer.md }', null, null],
    ['but a declared loop stands', '{ prompt: prompts/answer.md, loop: { max: 3 } }', 12, 3],
  ] as const)('%s', ([, call, max, maximum]) => {
    expect(chat(call, [PROMPT, how({ max })]).call).toMatchObject({
      output: { maximum: 70 },
      route: { targets: [{ model: 'openai/gpt-5' }] },
      repetition: { loop: { maximum } },
    })
  })
})

describe('capacity that belongs to a workload', () => {
  const gpu = capacityOf('g5.xlarge', 1, { id: 'infra/gpu', at: { path: 'infra/gpu.tf', line: 1 } }).fact
  const units: CapacityFact = { ...gpu, id: 'infra/ptu', model: 'gpt-4o', resource: 'provisioned-throughput' }
  const own = routeFact(
    'own',
    [
      routeTarget('hosted/llama', { deployment: 'self-hosted', unresolved: 'no price', weight: 1 }),
      routeTarget('openai/gpt-5', { weight: 1 }),
    ],
    { fallbacks: ['route:gateway.yaml#spare'] },
  )
  const spare = routeFact('spare', [routeTarget('hosted/spare', { deployment: 'provisioned' })])
  const shown = (call: Call | undefined) =>
    [call?.route, ...(call?.route.fallbacks ?? [])].flatMap(group =>
      (group?.targets ?? []).map(
        ({ model, deployment, stated }) =>
          `${model} ${deployment} ${stated === null ? 'by token' : 'by hour'}`,
      ),
    )

  test('is paid by the hour, and so are the tokens that it serves', () => {
    const { call, workload } = chat('{ model: own }', [gpu, own, spare], 'served_by: [infra/gpu.tf],')
    expect(shown(call)).toStrictEqual([
      'hosted/llama self-hosted by hour',
      'openai/gpt-5 on-demand by token',
      'hosted/spare provisioned by hour',
    ])
    expect(workload?.capacity).toMatchObject([{ fact: { id: 'infra/gpu' }, part: 1 }])
  })

  test('serves the model that it was bought for', () => {
    const { call } = chat('{ model: openai/gpt-4o }', [units], 'served_by: [infra/ptu],')
    expect(shown(call)).toStrictEqual(['openai/gpt-4o provisioned by hour'])
  })

  test('serves what is escalated to it as well', () => {
    const large = routeFact('large', [routeTarget('hosted/large', { deployment: 'self-hosted' })])
    const escalated = '{ model: openai/gpt-5, escalation: { rate: 0.1, to: "route:gateway.yaml#large" } }'
    const { call } = chat(escalated, [gpu, large], 'served_by: [infra/gpu],')
    expect(call?.route.escalation?.to.targets[0]?.stated).toMatchObject({ input: 0, output: 0 })
  })

  test('that is nowhere is an error, not free', () => {
    const { workload, diagnostics } = chat('{ model: openai/gpt-4o }', [], 'served_by: [infra/gone.tf],')
    expect(diagnostics.map(({ code, message }) => [code, message])).toStrictEqual([
      ['missing-capacity', 'served_by names infra/gone.tf, where no capacity was found'],
    ])
    expect(workload?.problems).toHaveLength(1)
  })
})

test('texts of one message that stand side by side are one text', () => {
  const split = promptFact('prompts/answer.md', {
    messages: [{ role: 'user', parts: [text('Be '), text('kind.')] }],
  })
  expect(chat('{ prompt: prompts/answer.md }', [split]).call?.prompt).toMatchObject({
    messages: [{ parts: [{ text: 'Be kind.' }] }],
  })
})
