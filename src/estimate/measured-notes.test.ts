import { expect, test } from 'vitest'
import { callOf, routeTo, size, workloadOf, worldOf } from '../../test/builders.ts'
import { evalTest, evaluationOf, ownResult } from '../../test/evals.ts'
import type { EvalUsage } from '../model/eval.ts'
import type { OwnResult } from '../model/workload.ts'
import { estimate } from './workload.ts'

// $1 per million input tokens, $10 per million output tokens.
const world = worldOf({ models: { small: { input: 1, output: 10 } } })
const [target = null] = routeTo('small').targets

const USAGE: EvalUsage = { requests: 1, input: 1000, cacheRead: 0, cacheWrite: 0, output: 100, reasoning: 0 }

function notes(result: Partial<OwnResult>, ranAt: string | null = '2026-11-20T09:30:00Z') {
  const own = [ownResult([], { target, ...result })]
  const output = { tokens: { ...size(100), basis: 'measured' as const }, maximum: null }
  const workload = workloadOf([callOf({ output })], { evaluation: evaluationOf([], { own, ranAt }) })
  return estimate(workload, world).components.flatMap(part =>
    part.notes.map(note => `${part.meter}: ${note}`),
  )
}

const answers = (n: number) => ({ outputTokens: Array.from({ length: n }, () => 100) })

test('a measured size says over how many answers, and of when', () => {
  expect(notes(answers(40))).toEqual(['output: output measured over 40 answers of the run of 2026-11-20'])
  expect(notes(answers(40), null)).toEqual([
    'output: output measured over 40 answers of a run without a date',
  ])
})

test('few answers are low confidence', () => {
  expect(notes(answers(19))[0]).toContain('19 answers of the run of 2026-11-20: low confidence')
  expect(notes(answers(20))[0]).not.toContain('low confidence')
})

test('the cached share of evals is told and not counted', () => {
  const tests = [evalTest('t1', { usage: { ...USAGE, cacheRead: 600 } }), evalTest('t2', { usage: USAGE })]
  expect(notes({ ...answers(40), tests })).toContain(
    'input: 30 % of the input of the evals came from the prompt cache; not counted, because evals repeat one prompt back to back',
  )
})

test.for([
  [0.002, []],
  [0.0021, []],
  [0.0025, ['output: the eval tool says $0.0025 an answer; at the prices of the book it is $0.002']],
] as const)('a tool that says $%d an answer, where the book says $0.002', ([usd, expected]) => {
  const told = notes({ ...answers(40), reported: { usd: usd * 10, usage: tenTimes } })
  expect(told.filter(note => note.includes('tool'))).toEqual(expected)
})

const tenTimes: EvalUsage = { ...USAGE, requests: 10, input: 10_000, output: 1000 }
