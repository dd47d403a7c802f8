import { describe, expect, test } from 'vitest'
import { assembled, promptFact } from '../../test/facts.ts'
import type { Fact } from '../model/fact.ts'
import type { UsageFact } from '../model/usage.ts'

const AT = { path: '.unitcost/usage/november.json', line: null }

const sizes = (mean: number) => ({
  mean,
  p5: mean / 4,
  p50: mean,
  p95: mean * 3,
  max: mean * 4,
  histogram: [],
})

/** Thirty days of a support chat: two thirds of its requests take one call, the others three. */
const used = (changes: Partial<UsageFact> = {}): UsageFact => ({
  kind: 'usage',
  id: `${AT.path}#support-chat`,
  at: AT,
  workload: 'support-chat',
  from: '2026-10-01T00:00:00.000Z',
  to: '2026-10-31T00:00:00.000Z',
  requests: 3000,
  calls: 5000,
  input: sizes(1200),
  output: sizes(240),
  cache: { calls: 5000, hits: 2000, read_share: 0.3 },
  steps: [
    { steps: 1, requests: 2000 },
    { steps: 3, requests: 1000 },
  ],
  retryRate: 0.02,
  latencyMs: null,
  models: [
    { model: 'openai/gpt-4o-2024-08-06', calls: 5000, input: sizes(1200), output: sizes(180), cache: null },
  ],
  ...changes,
})

const PROMPT = promptFact('prompts/answer.md')

function chat(declared: string, facts: readonly Fact[] = [used()]) {
  const { workloads, diagnostics } = assembled(
    [PROMPT, ...facts],
    `workloads: { support-chat: { ${declared} } }`,
    {
      discover: false,
    },
  )
  return {
    workload: workloads[0],
    call: workloads[0]?.calls[0],
    messages: diagnostics.map(({ message }) => message),
  }
}

const ANSWER = 'calls: { answer: { prompt: prompts/answer.md } }'

describe('what production recorded replaces what was assumed', () => {
  test('a workload with the name of the log knows its traffic, sizes, steps, hits and retries', () => {
    const { workload, call } = chat(ANSWER)
    expect(workload?.traffic).toMatchObject({
      expected: expect.closeTo(3000 * (365 / 12 / 30), 5),
      basis: 'measured',
      at: AT,
    })
    expect(call).toMatchObject({
      output: { tokens: { low: 60, expected: 240, high: 720, basis: 'measured', at: AT } },
      caching: { hitRate: { expected: 0.4, basis: 'measured' } },
      retries: { retryRate: { expected: 0.02, basis: 'measured' }, fallbackRate: null },
    })
    const runs = call?.repetition.loop?.measured ?? []
    expect(runs.reduce((sum, run) => sum + run, 0) / runs.length).toBeCloseTo(5 / 3, 1)
    expect(workload?.files).toContain(AT.path)
  })

  test('it wins over declared sizes and rates, never over a configured maximum', () => {
    const declared =
      'calls: { answer: { prompt: prompts/answer.md, output_tokens: 999, retry_rate: 0.5, prompt_cache_hit_rate: 0.9 } }'
    const { call } = chat(declared)
    expect(call?.output.tokens.expected).toBe(240)
    expect(call?.retries.retryRate?.expected).toBe(0.02)
    expect(call?.caching.hitRate?.expected).toBe(0.4)
    const capped = assembled(
      [promptFact('prompts/answer.md', { maxOutput: 100 }), used()],
      `workloads: { support-chat: { ${ANSWER} } }`,
    )
    expect(capped.workloads[0]?.calls[0]?.output.tokens).toMatchObject({
      expected: 100,
      high: 100,
      basis: 'measured',
    })
  })

  test('what the log does not say stays as it was', () => {
    const silent = used({
      output: null,
      cache: { calls: 9, hits: 0, read_share: 0 },
      retryRate: null,
      steps: [{ steps: 1, requests: 3000 }],
    })
    const { call } = chat(ANSWER, [silent])
    expect(call).toMatchObject({
      output: { tokens: { basis: 'assumed' } },
      caching: { hitRate: null },
      retries: { retryRate: null },
      repetition: { loop: null },
    })
  })

  test('the maximum of a loop stays, its steps are the recorded ones', () => {
    const { call } = chat('calls: { answer: { prompt: prompts/answer.md, loop: { mean: 9, max: 12 } } }')
    expect(call?.repetition.loop).toMatchObject({ maximum: 12, measured: expect.arrayContaining([1, 3]) })
  })

  test('declared traffic holds, and a disagreement of more than 20 % is said', () => {
    expect(chat(`traffic: 3100/month, ${ANSWER}`).workload?.usage?.notes).toEqual([])
    const { workload } = chat(`traffic: 9k/month, ${ANSWER}`)
    expect(workload?.traffic).toMatchObject({ expected: 9000, basis: 'declared' })
    expect(workload?.usage?.notes).toEqual([
      'unitcost.yml declares 9,000 requests a month, .unitcost/usage/november.json recorded 3,042',
    ])
  })

  test('an hour says nothing about a month', () => {
    const { workload } = chat(ANSWER, [used({ to: '2026-10-01T01:00:00.000Z' })])
    expect(workload?.traffic).toBeNull()
    expect(workload?.usage?.notes).toEqual([
      '.unitcost/usage/november.json covers less than a day: it says nothing about traffic',
    ])
  })
})

describe('several calls in a workload', () => {
  const two = (second: string) =>
    `calls: { answer: { prompt: prompts/answer.md }, judge: { prompt: prompts/answer.md, model: ${second} } }`
  const bases = (declared: string) =>
    chat(declared).workload?.calls.map(({ output, repetition }) => [output.tokens.basis, repetition.loop])

  test('each is known by its model, whatever its date', () => {
    expect(bases(two('openai/gpt-5'))).toEqual([
      ['measured', null],
      ['assumed', null],
    ])
  })

  test('two on one model are not told apart', () => {
    expect(bases(two('openai/gpt-4o'))).toEqual([
      ['assumed', null],
      ['assumed', null],
    ])
  })
})

describe('which evidence belongs to a workload', () => {
  const other = used({ id: `${AT.path}#search`, workload: 'search', requests: 10, calls: 10 })

  test.for([
    ['its name', '', [used(), other], 3000],
    ['the newest of its name', '', [used(), used({ to: '2026-11-20T00:00:00.000Z', requests: 7 })], 7],
    ['a file with one workload', 'usage: .unitcost/usage/november.json,', [other], 10],
    ['a file with its name in it', 'usage: .unitcost/usage/november.json,', [used(), other], 3000],
    ['a name in a file', 'usage: .unitcost/usage/november.json#search,', [used(), other], 10],
  ] as const)('%s', ([, named, facts, requests]) => {
    expect(chat(`${named} ${ANSWER}`, facts).workload?.usage?.requests).toBe(requests)
  })

  test('nobody else’s', () => {
    expect(chat(ANSWER, [other]).workload?.usage).toBeNull()
  })

  test('a name without evidence is an error', () => {
    expect(chat(`usage: .unitcost/usage/gone.json, ${ANSWER}`).messages).toEqual([
      'usage names .unitcost/usage/gone.json, where no usage of this workload was found',
    ])
  })
})
