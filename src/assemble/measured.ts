import { posix } from 'node:path'
import type { EvalFact } from '../model/fact.ts'
import type { Quantity } from '../model/quantity.ts'
import type { Evaluation, PassRate } from '../model/workload.ts'
import type { Tokens } from '../units.ts'
import { sizeOf } from './answer-size.ts'
import { evaluationOf, type EvaluatedCall } from './evaluation.ts'
import type { Library } from './library.ts'

/** What recorded evaluation runs say about a workload. */
export type Measured = {
  readonly quality: PassRate | null
  readonly evaluation: Evaluation | null
  readonly outputTokens: Quantity<Tokens> | null
  readonly samples: Readonly<Record<string, readonly string[]>>
  readonly files: readonly string[]
}

/** Results tell their suite, lie beside its configuration, or are named themselves; the newest run counts. */
export function measuredBy(
  evals: readonly string[],
  calls: readonly EvaluatedCall[],
  library: Library,
): Measured {
  const runs = library.evals.filter(run => evals.some(path => belongsTo(run, path)))
  const newest = runs.toSorted((a, b) => ((a.ranAt ?? '') < (b.ranAt ?? '') ? 1 : -1))[0]
  const suites = library.suites.filter(suite => evals.includes(suite.id))
  const evaluation = newest === undefined ? null : evaluationOf(newest, calls, suites[0]?.limits)
  return {
    quality: evaluation && passRate(evaluation),
    evaluation,
    outputTokens:
      evaluation &&
      sizeOf(
        evaluation.own.flatMap(result => result.outputTokens),
        evaluation.at,
      ),
    samples: Object.assign({}, ...suites.map(suite => suite.samples)) as Measured['samples'],
    files: [...runs.map(run => run.id), ...suites.map(suite => suite.id)],
  }
}

const belongsTo = (run: EvalFact, path: string) =>
  run.id === path || run.suite === path || posix.dirname(run.id) === posix.dirname(path)

/** Errors are neither passed nor failed. */
function passRate({ own, at }: Evaluation): PassRate | null {
  const passed = own.reduce((sum, result) => sum + result.passed, 0)
  const total = own.reduce((sum, result) => sum + result.passed + result.failed, 0)
  return total === 0 ? null : { passed, total, at }
}
