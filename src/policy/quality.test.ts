import { describe, expect, test } from 'vitest'
import { callOf, workloadOf, worldOf } from '../../test/builders.ts'
import { evalTest, evaluationOf, ownResult, suiteOf } from '../../test/evals.ts'
import type { QualityConfig } from '../config/config.ts'
import { diff } from '../diff/diff.ts'
import type { EvalTest } from '../model/eval.ts'
import type { Evaluation, Workload } from '../model/workload.ts'
import { share } from '../units.ts'
import { checkBudget } from './budget.ts'

const world = worldOf({ models: { small: { input: 1, output: 0 }, frontier: { input: 10, output: 0 } } })

const chat = (evaluation: Evaluation | null, model = 'small'): Workload =>
  workloadOf([callOf({ model })], { evaluation })

const evaluated = (tests: readonly EvalTest[]) => chat(evaluationOf(tests))

/** A run that wrote down no single tests. */
const totals = (passed: number, failed: number) =>
  chat(evaluationOf([], { own: [ownResult([], { passed, failed })] }))

function findings(base: readonly Workload[], head: readonly Workload[], quality: QualityConfig) {
  const deltas = diff(base, head, world).map(delta => ({ ...delta, strict: null, undeclared: false }))
  const terms = { at: { path: 'unitcost.yml', line: 20 }, enforce: undefined, date: '2026-11-24' }
  return checkBudget({ id: 'support', quality }, deltas, terms).findings
}

const told = (base: Workload, head: Workload, quality: QualityConfig) =>
  findings([base], [head], quality)
    .map(({ level, message, why, suggestions }) =>
      [`${level}: ${message}`, why, ...suggestions.map(suggestion => `- ${suggestion}`)].join('\n'),
    )
    .join('\n\n')

const levels = (base: Workload, head: Workload, quality: QualityConfig) =>
  findings([base], [head], quality).map(({ level }) => level)

const DROP = { max_drop: share(0.05) }

describe('a drop', () => {
  test('that chance does not explain blocks, in words a reviewer understands', () => {
    const base = evaluated(suiteOf(20))
    const head = evaluated(suiteOf(20, [5, 11, 14, 19]))
    expect(told(base, head, DROP)).toMatchInlineSnapshot(`
      "error: support-chat answers worse: 4 of 20 tests passed before and fail now (pass rate −20 pp); \`support\` allows 5 pp.
      Chance alone would do this in fewer than 1 of 20 comparisons: the rate surely falls by 4 pp or more.
      - Look at what it answers now in the tests t05, t11, t14, t19.
      - Or keep the prompt that passed them."
    `)
  })

  test('of a few tests that may be chance only warns, and says what so many tests can show', () => {
    expect(told(evaluated(suiteOf(20)), evaluated(suiteOf(20, [5])), DROP)).toMatchInlineSnapshot(`
      "warning: support-chat may answer worse: 1 of 20 tests passed before and fails now. So few tests cannot tell that from chance (pass rate between −20 pp and +7.5 pp); \`support\` allows 5 pp.
      20 tests reliably show only drops of 29 pp or more.
      - Look at what it answers now in the test t05.
      - About 124 tests would settle it."
    `)
  })

  test('names the model that passed what fails now', () => {
    const own = (model: string, failing: readonly number[]) => {
      const [target = null] = callOf({ model }).route.targets
      return chat(evaluationOf(suiteOf(20, failing), { target }), model)
    }
    expect(told(own('frontier', []), own('small', [1, 2, 3, 4]), DROP)).toContain('- Or keep frontier.')
  })

  test.for<readonly [string, readonly EvalTest[], readonly EvalTest[], QualityConfig, readonly string[]]>([
    ['nothing got worse, however small the suite', suiteOf(3), suiteOf(3), DROP, []],
    ['nothing got worse, although some fail', suiteOf(20, [1, 2]), suiteOf(20, [1]), DROP, []],
    [
      'nothing got worse, where an admin is strict',
      suiteOf(3),
      suiteOf(3),
      { ...DROP, on_inconclusive: 'block' },
      [],
    ],
    ['worse, but too few tests', suiteOf(10), suiteOf(10, [1, 2, 3]), DROP, ['warning']],
    [
      'as many as the admin asks for',
      suiteOf(10),
      suiteOf(10, [1, 2, 3]),
      { ...DROP, min_pairs: 10 },
      ['error'],
    ],
    [
      'unclear, where an admin is strict',
      suiteOf(20),
      suiteOf(20, [1]),
      { ...DROP, on_inconclusive: 'block' },
      ['error'],
    ],
    [
      'unclear, where an admin does not mind',
      suiteOf(20),
      suiteOf(20, [1]),
      { ...DROP, on_inconclusive: 'pass' },
      [],
    ],
    ['surely not by more than is allowed', suiteOf(200), suiteOf(200, [1, 2]), DROP, []],
    [
      'surely, and surely within a wide margin',
      suiteOf(100),
      suiteOf(100, [1, 2, 3, 4]),
      { max_drop: share(0.2) },
      ['warning'],
    ],
    ['other tests: a fifth is gone', suiteOf(20), suiteOf(15), DROP, ['warning']],
    ['other tests: some are new, none got worse', suiteOf(20), suiteOf(40), DROP, []],
    ['no limit on a drop', suiteOf(20), suiteOf(20, [1, 2, 3, 4]), { min_pass_rate: share(0.5) }, []],
  ])('%s', ([, base, head, quality, expected]) => {
    expect(levels(evaluated(base), evaluated(head), quality)).toStrictEqual(expected)
  })
})

describe('a run that says nothing', () => {
  const broken = suiteOf(20).map((one, index) =>
    index < 2 ? { ...one, attempts: 0, passes: 0, errors: 1 } : one,
  )

  test('with too many errors is no pass', () => {
    expect(told(evaluated(suiteOf(20)), evaluated(broken), DROP)).toMatchInlineSnapshot(`
      "error: 2 of 20 tests of support-chat ended in an error, so nobody can say how it answers.
      An error is neither a pass nor a failure; with more than 5 % of them the rest may be the easy part.
      - Run the evals again once the errors are gone."
    `)
  })

  test('one error in a hundred is none', () => {
    const one = suiteOf(100).map((each, index) =>
      index === 0 ? { ...each, attempts: 0, passes: 0, errors: 1 } : each,
    )
    expect(levels(evaluated(suiteOf(100)), evaluated(one), DROP)).toStrictEqual([])
  })

  test('of totals alone is not paired: a floor holds, a drop is unclear', () => {
    expect(told(totals(38, 2), totals(30, 10), { ...DROP, min_pass_rate: share(0.8) }))
      .toMatchInlineSnapshot(`
      "warning: support-chat passes 30 of 40 tests (75 %), before 38 of 40 tests (95 %), which \`support\` cannot judge: these results hold only totals.
      Without single tests nobody knows whether the same ones fail, so a loss looks like chance.
      - Write results with one row a test, for example promptfoo eval -o results.json.

      error: support-chat passes 30 of 40 tests (75 %); \`support\` asks for at least 80 %.
      A cheaper request that fails its task costs more than it saves.
      - Look at the failing tests, or keep the model and prompt that passed them."
    `)
    expect(levels(totals(30, 10), totals(38, 2), DROP)).toStrictEqual([])
  })

  test('that is gone is not forgotten', () => {
    expect(levels(evaluated(suiteOf(20)), chat(null), DROP)).toStrictEqual(['warning'])
    expect(levels(chat(null), evaluated(suiteOf(20, [1])), DROP)).toStrictEqual([])
  })

  test('of base is no evidence for another model', () => {
    const run = evaluationOf(suiteOf(20))
    expect(told(chat(run), chat(run, 'frontier'), DROP)).toMatchInlineSnapshot(`
      "note: The evals of support-chat were not run on this change: its results are those of base.
      Old results say nothing about another model or prompt.
      - Run the evals and commit their results, or hand them over as an artifact."
    `)
    expect(levels(chat(run), chat(run, 'frontier'), { ...DROP, on_inconclusive: 'block' })).toStrictEqual([
      'error',
    ])
    expect(levels(chat(run), chat(run), DROP)).toStrictEqual([])
  })
})

describe('a critical test', () => {
  const critical = (id: string, more: Partial<EvalTest> = {}) => evalTest(id, { critical: true, ...more })

  test('that newly fails blocks, however few tests there are', () => {
    const base = evaluated([critical('never-give-legal-advice'), evalTest('greets')])
    const head = evaluated([critical('never-give-legal-advice', { passes: 0 }), evalTest('greets')])
    expect(told(base, head, { min_pass_rate: share(0.1) })).toMatchInlineSnapshot(`
      "error: support-chat fails the critical test never-give-legal-advice that passed before.
      Whoever wrote the evals marked it as critical: it may never fail, however many others pass.
      - Look at what it answers there now, or keep the model and prompt that passed."
    `)
  })

  test('stays critical when the change says that it is not', () => {
    expect(levels(evaluated([critical('t1')]), evaluated([evalTest('t1', { passes: 0 })]), {})).toStrictEqual(
      ['error'],
    )
  })

  test.for<readonly [string, readonly EvalTest[], readonly EvalTest[], readonly string[]]>([
    ['failed before', [critical('t1', { passes: 0 })], [critical('t1', { passes: 0 })], []],
    [
      'ended in an error',
      [critical('t1')],
      [critical('t1', { attempts: 0, passes: 0, errors: 1 })],
      ['warning'],
    ],
    ['is gone', [critical('t1'), evalTest('t2')], [evalTest('t2')], ['warning']],
  ])('%s', ([, base, head, expected]) => {
    expect(levels(evaluated(base), evaluated(head), {})).toStrictEqual(expected)
  })
})

describe('the lowest pass rate', () => {
  const FLOOR = { min_pass_rate: share(0.75) }
  test.for<readonly [string, Workload | null, Workload, readonly string[]]>([
    ['at it', totals(75, 25), totals(75, 25), []],
    ['below it', totals(75, 25), totals(74, 26), ['error']],
    ['below it with four tests', null, evaluated(suiteOf(4, [1, 2])), ['error']],
    ['below it before, and not worse', totals(70, 30), totals(72, 28), []],
    ['below it before, and worse', totals(70, 30), totals(69, 31), ['error']],
    ['no test was judged', null, totals(0, 0), ['error']],
  ])('%s', ([, base, head, expected]) => {
    const found = findings(base === null ? [] : [base], [head], FLOOR)
    expect(found.map(({ level }) => level)).toStrictEqual(expected)
  })
  test('of a removed workload is nobody’s', () => {
    expect(findings([totals(83, 17)], [], { min_pass_rate: share(0.9) })).toStrictEqual([])
  })
})

describe('answer times and scores', () => {
  const timed = (ms: number) => evaluated(suiteOf(20, [], { latencyMs: ms }))
  const scored = (tone: number) =>
    evaluated(suiteOf(20).map((one, index) => ({ ...one, scores: { tone: tone + (index % 2) / 100 } })))

  test('are told with their limits', () => {
    const limits = {
      max_latency_ms: 1000,
      max_latency_increase: 20,
      scores: { tone: { min: 0.8, max_drop: 0.05 } },
    }
    const slow = evaluated(suiteOf(20, [], { latencyMs: 1500, scores: { tone: 0.7 } }))
    const fast = evaluated(suiteOf(20, [], { latencyMs: 900, scores: { tone: 0.9 } }))
    expect(told(fast, slow, limits)).toMatchInlineSnapshot(`
      "error: support-chat answers in 1,500 ms on average; \`support\` allows 1,000 ms.
      Somebody waits for the answer.
      - Look at the tests that moved, or keep the model and prompt of base.

      error: support-chat answers in 1,500 ms on average over 20 tests, before 900 ms, 67 % more; \`support\` allows 20 %.
      Somebody waits for the answer.
      - Look at the tests that moved, or keep the model and prompt of base.

      error: support-chat scores 0.7 for \`tone\`; \`support\` asks for at least 0.8.
      The evals measure it because it matters.
      - Look at the tests that moved, or keep the model and prompt of base.

      error: support-chat scores 0.7 for \`tone\` over 20 tests, before 0.9; \`support\` allows a drop of 0.05.
      The evals measure it because it matters.
      - Look at the tests that moved, or keep the model and prompt of base."
    `)
  })

  test.for<readonly [string, Workload, Workload, QualityConfig, readonly string[]]>([
    ['slow before, and not slower', timed(1500), timed(1400), { max_latency_ms: 1000 }, []],
    ['a little slower', timed(1000), timed(1100), { max_latency_increase: 20 }, []],
    ['a lower score', scored(0.9), scored(0.7), { scores: { tone: { min: 0.8 } } }, ['error']],
    ['a score that nobody gives', scored(0.9), scored(0.9), { scores: { wit: { min: 0.8 } } }, ['warning']],
    [
      'a score that falls within its limit',
      scored(0.9),
      scored(0.88),
      { scores: { tone: { max_drop: 0.05 } } },
      [],
    ],
    [
      'a name that every object has',
      scored(0.9),
      scored(0.9),
      { scores: { constructor: { max_drop: 0 } } },
      [],
    ],
  ])('%s', ([, base, head, quality, expected]) => {
    expect(levels(base, head, quality)).toStrictEqual(expected)
  })

  test('a fall that one test makes alone is unclear', () => {
    const one = suiteOf(20, [], { scores: { tone: 1 } })
    const head = one.map((each, index) => (index === 0 ? { ...each, scores: { tone: 0 } } : each))
    expect(levels(evaluated(one), evaluated(head), { scores: { tone: { max_drop: 0.01 } } })).toStrictEqual([
      'warning',
    ])
  })
})
