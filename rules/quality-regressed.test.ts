import { describe, expect, test } from 'vitest'
import { evalTest, evaluationOf, suiteOf } from '../test/evals.ts'
import type { QualityDelta } from '../src/diff/quality.ts'
import type { EvalTest } from '../src/model/eval.ts'
import { compareRuns } from '../src/quality/compare.ts'
import { qualityRegressed } from './quality-regressed.ts'
import { delta, drafts, pageExample, sentences, side } from './testing.ts'

function evaluated(base: readonly EvalTest[], head: readonly EvalTest[]) {
  const comparison = compareRuns(evaluationOf(base), evaluationOf(head))
  const quality: QualityDelta | null = comparison && {
    ...comparison,
    judged: null,
    solved: { base: null, head: null, ratio: null },
    cheaper: null,
    suite: null,
    run: null,
  }
  return delta({ base: side({}), head: side({}), quality })
}

const found = (base: readonly EvalTest[], head: readonly EvalTest[], options = {}) =>
  drafts(qualityRegressed, { deltas: [evaluated(base, head)], options })

const four = suiteOf(20, [5, 11, 14, 19])

test('tells how much was lost and which tests to look at', () => {
  const said = found(suiteOf(20), four)
  expect(said.map(sentences)).toEqual([pageExample('quality-regressed')])
  expect(said[0]?.at).toEqual([{ path: 'evals/results.json', line: null }])
})

describe('is silent', () => {
  test.for<readonly [string, readonly EvalTest[], readonly EvalTest[]]>([
    ['where nothing changed', suiteOf(20), suiteOf(20)],
    ['where chance explains it', suiteOf(20), suiteOf(20, [5])],
    ['with too few tests', suiteOf(10), suiteOf(10, [1, 2, 3])],
  ])('%s', ([, base, head]) => {
    expect(found(base, head)).toEqual([])
  })
  test('where a budget limits it: that one says it and blocks', () => {
    const limited = { deltas: [evaluated(suiteOf(20), four)], qualityLimits: new Set(['support-chat']) }
    expect(drafts(qualityRegressed, limited)).toEqual([])
  })
  test('about a workload without evals, and about one that is gone', () => {
    const gone = { ...evaluated(suiteOf(20), four), head: null }
    expect(drafts(qualityRegressed, { deltas: [delta({ base: side({}), head: side({}) }), gone] })).toEqual(
      [],
    )
  })
})

test('as few tests as the admin wants', () => {
  expect(found(suiteOf(10), suiteOf(10, [1, 2, 3]), { min_pairs: 10 })).toHaveLength(1)
})

test('one critical test is enough', () => {
  const critical = evalTest('never-give-legal-advice', { critical: true })
  expect(found([critical], [{ ...critical, passes: 0 }])).toMatchObject([
    { message: 'support-chat fails the critical test never-give-legal-advice that passed before.' },
  ])
})
