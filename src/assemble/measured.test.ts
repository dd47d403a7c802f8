import { describe, expect, test } from 'vitest'
import { HERE, routeTo } from '../../test/builders.ts'
import { evalResult, evalRun } from '../../test/evals.ts'
import type { EvalFact, EvalResult, Fact } from '../model/fact.ts'
import { shelve } from './library.ts'
import { measuredBy } from './measured.ts'

const result = (provider: string, passed: number, more: Partial<EvalResult> = {}): EvalResult =>
  evalResult([], { provider, prompt: 'answer', passed, failed: 10 - passed, ...more })

const run = (id: string, results: readonly EvalResult[], ranAt: string | null = null): EvalFact =>
  evalRun(id, results, { ranAt })

const suite: Fact = {
  kind: 'eval-suite',
  id: 'evals/promptfooconfig.yaml',
  at: HERE,
  prompts: [],
  providers: [],
  samples: { question: ['Where is my parcel?'] },
}

const measured = (...facts: readonly Fact[]) =>
  measuredBy(['evals/promptfooconfig.yaml'], [routeTo('openai/gpt-4o')], shelve([suite, ...facts]))

describe('the pass rate', () => {
  const small = result('openai:chat:gpt-4o-mini', 4)
  const own = result('openai:chat:gpt-4o (new prompt)', 8)

  test.for<[string, readonly EvalFact[], string | null]>([
    ['nothing ran', [], null],
    ['one result counts, whatever its provider is called', [run('evals/a.json', [small])], '4 of 10'],
    ['of several, those on the workload’s model', [run('evals/a.json', [small, own])], '8 of 10'],
    ['several, and none on its model', [run('evals/a.json', [small, small])], null],
    [
      'the newest run',
      [run('evals/a.json', [own], '2026-01-01'), run('evals/b.json', [small], '2026-02-01')],
      '4 of 10',
    ],
    [
      'a dated run before one without a date',
      [run('evals/a.json', [own]), run('evals/b.json', [small], '2026-02-01')],
      '4 of 10',
    ],
    [
      'a dated run, whatever the order',
      [run('evals/b.json', [small], '2026-02-01'), run('evals/a.json', [own])],
      '4 of 10',
    ],
    ['a run of another suite', [run('other/a.json', [own])], null],
    ['nothing but errors', [run('evals/a.json', [{ ...own, passed: 0, failed: 0, errors: 10 }])], null],
  ])('%s', ([, runs, expected]) => {
    const { quality } = measured(...runs)
    expect(quality && `${quality.passed} of ${quality.total}`).toBe(expected)
  })

  test('of results that are named themselves, wherever they lie', () => {
    const library = shelve([run('other/a.json', [own])])
    expect(measuredBy(['other/a.json'], [], library)).toMatchObject({
      quality: { passed: 8, total: 10 },
      files: ['other/a.json'],
      samples: {},
    })
  })
})

test('answers that were measured: their fifth and 95th percentile around their mean', () => {
  const sizes = Array.from({ length: 100 }, (_, n) => 100 - n)
  const { outputTokens, samples, files } = measured(
    run('evals/a.json', [result('gpt', 10, { outputTokens: sizes })]),
  )
  expect(outputTokens).toMatchObject({ low: 6, expected: 50.5, high: 96, basis: 'measured' })
  expect(samples).toStrictEqual({ question: ['Where is my parcel?'] })
  expect(files).toStrictEqual(['evals/a.json', 'evals/promptfooconfig.yaml'])
})

test('one long answer does not lift the mean above the range', () => {
  const outputTokens = [...Array.from({ length: 99 }, () => 1), 100_000]
  const { outputTokens: size } = measured(run('evals/a.json', [result('gpt', 10, { outputTokens })]))
  expect(size?.high).toBe(size?.expected)
})
