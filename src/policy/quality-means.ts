import type { EvalTest } from '../model/eval.ts'
import { meanChange } from '../quality/mean-change.ts'
import { count, significant } from '../words/numbers.ts'
import { inconclusive, remark, type QualityCase, type Remark, type Words } from './quality-case.ts'

/** How long the tests take: the mean at head, and how much longer than at base over the same tests. */
export function latencyRemarks(held: QualityCase): readonly Remark[] {
  const { id, budget, limits, quality } = held
  const { max_latency_ms: most, max_latency_increase: growth } = limits
  const [before, after] = [quality.base?.latencyMs ?? null, quality.head?.latencyMs ?? null]
  const over = most !== undefined && after !== null && after > most && !(before !== null && before >= after)
  const words = (message: string) => ({ message, why: SLOWER, suggestions: [KEEP] })
  return [
    ...(over
      ? [
          remark(
            held,
            'error',
            words(`${id} answers in ${ms(after)} on average; \`${budget}\` allows ${ms(most)}.`),
          ),
        ]
      : []),
    ...(growth === undefined ? [] : slowed(held, growth, words)),
  ]
}

function slowed(held: QualityCase, growth: number, words: (message: string) => Words): readonly Remark[] {
  const { id, budget, quality } = held
  const change = quality.paired && meanChange(quality.paired.pairs, test => test.latencyMs)
  const limit = 1 + growth / 100
  if (change === null || change.head <= limit * change.base) return []
  const percent = change.base === 0 ? '' : `, ${significant((change.head / change.base - 1) * 100, 2)} % more`
  const told = words(
    `${id} answers in ${ms(change.head)} on average over ${change.tests} tests, before ${ms(change.base)}${percent}; \`${budget}\` allows ${significant(growth, 3)} %.`,
  )
  const sure = change.ratio !== null && change.ratio.low > limit
  return sure ? [remark(held, 'error', told)] : inconclusive(held, told)
}

/** Named scores, each against its own limits. */
export function scoreRemarks(held: QualityCase): readonly Remark[] {
  return Object.entries(held.limits.scores ?? {}).flatMap(([name, { min, max_drop: drop }]) => [
    ...(min === undefined ? [] : tooLow(held, name, min)),
    ...(drop === undefined ? [] : fell(held, name, drop)),
  ])
}

function tooLow(held: QualityCase, name: string, min: number): readonly Remark[] {
  const { id, budget, quality } = held
  const [before, after] = [quality.base?.scores.get(name), quality.head?.scores.get(name)]
  if (after === undefined) return quality.head === null ? [] : inconclusive(held, missing(held, name))
  if (after >= min || (before !== undefined && before < min && after >= before)) return []
  const message = `${id} scores ${significant(after, 3)} for \`${name}\`; \`${budget}\` asks for at least ${significant(min, 3)}.`
  return [remark(held, 'error', { message, why: LOWER, suggestions: [KEEP] })]
}

function fell(held: QualityCase, name: string, drop: number): readonly Remark[] {
  const { id, budget, quality } = held
  const scoreOf = (test: EvalTest) => (Object.hasOwn(test.scores, name) ? test.scores[name] : null)
  const change = quality.paired && meanChange(quality.paired.pairs, scoreOf)
  if (change === null || change.base - change.head <= drop + 1e-9) return []
  const told = {
    message: `${id} scores ${significant(change.head, 3)} for \`${name}\` over ${count(change.tests)} tests, before ${significant(change.base, 3)}; \`${budget}\` allows a drop of ${significant(drop, 3)}.`,
    why: LOWER,
    suggestions: [KEEP],
  }
  const sure = change.difference !== null && change.difference.high < 0
  return sure ? [remark(held, 'error', told)] : inconclusive(held, told)
}

const missing = ({ id, budget }: QualityCase, name: string) => ({
  message: `The evals of ${id} give no score \`${name}\`, which \`${budget}\` limits.`,
  why: 'A score that nobody measured is not within a limit.',
  suggestions: ['Name the metric in the assertion that gives it, or remove the limit.'],
})

const ms = (amount: number) => `${count(Math.round(amount))} ms`

const SLOWER = 'Somebody waits for the answer.'
const LOWER = 'The evals measure it because it matters.'
const KEEP = 'Look at the tests that moved, or keep the model and prompt of base.'
