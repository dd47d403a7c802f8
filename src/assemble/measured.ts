import { posix } from 'node:path'
import type { EvalFact, EvalResult } from '../model/fact.ts'
import type { Quantity } from '../model/quantity.ts'
import type { PassRate, Route } from '../model/workload.ts'
import { tokens, type Tokens } from '../units.ts'
import type { Library } from './library.ts'

/** What recorded evaluation runs say about a workload. */
export type Measured = {
  readonly quality: PassRate | null
  readonly outputTokens: Quantity<Tokens> | null
  readonly samples: Readonly<Record<string, readonly string[]>>
  readonly files: readonly string[]
}

/**
 * Results lie beside the configuration of their suite (or are named themselves). Of several results those
 * count that ran on a model of the workload; one single result counts for it whatever its provider is called.
 */
export function measuredBy(evals: readonly string[], routes: readonly Route[], library: Library): Measured {
  const runs = library.evals.filter(run => evals.some(path => belongsTo(run, path)))
  const newest = runs.toSorted((a, b) => ((a.ranAt ?? '') < (b.ranAt ?? '') ? 1 : -1))[0]
  const results = newest === undefined ? [] : relevant(newest.results, routes)
  const suites = library.suites.filter(suite => evals.includes(suite.id))
  return {
    quality: newest === undefined ? null : passRate(results, newest),
    outputTokens:
      newest === undefined
        ? null
        : sizeOf(
            results.flatMap(result => result.outputTokens),
            newest,
          ),
    samples: Object.assign({}, ...suites.map(suite => suite.samples)) as Measured['samples'],
    files: [...runs.map(run => run.id), ...suites.map(suite => suite.id)],
  }
}

const belongsTo = (run: EvalFact, path: string) =>
  run.id === path || posix.dirname(run.id) === posix.dirname(path)

function relevant(results: readonly EvalResult[], routes: readonly Route[]): readonly EvalResult[] {
  if (results.length === 1) return results
  const models = new Set(routes.flatMap(route => route.targets.map(target => bare(target.model))))
  return results.filter(result => models.has(bare(result.provider)))
}

/** promptfoo writes `openai:chat:gpt-4o (label)`, we write `openai/gpt-4o`. */
const bare = (model: string) => (model.split(' (')[0] ?? model).split(/[:/]/u).at(-1) ?? model

/** Errors are neither passed nor failed. */
function passRate(results: readonly EvalResult[], { at }: EvalFact): PassRate | null {
  const passed = results.reduce((sum, result) => sum + result.passed, 0)
  const total = results.reduce((sum, result) => sum + result.passed + result.failed, 0)
  return total === 0 ? null : { passed, total, at }
}

function sizeOf(sizes: readonly number[], { at }: EvalFact): Quantity<Tokens> | null {
  if (sizes.length === 0) return null
  const sorted = sizes.toSorted((a, b) => a - b)
  const quantile = (part: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0
  const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length
  return {
    low: tokens(Math.min(quantile(0.05), mean)),
    expected: tokens(mean),
    high: tokens(Math.max(quantile(0.95), mean)),
    basis: 'measured',
    at,
  }
}
