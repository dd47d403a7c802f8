import type { Origin, Value } from '../../value.ts'
import type { Span } from '../ast.ts'

/** What an expression may refer to, and where it stands. */
export type Context = {
  readonly file: { readonly path: string; readonly text: string }
  /** Who can override what is written here: said of every literal. */
  readonly source: Pick<Origin, 'source' | 'name'>
  /** Names that the expression itself or its block introduces: `each`, `count`, iterators. */
  readonly names: ReadonlyMap<string, Value>
  /** The element that a splat is at. */
  readonly item: Value | null
  /** Everything else: `var`, `local`, resources. */
  readonly resolve: Resolve
  readonly budget: Budget
}

export type Resolve = (root: string, steps: readonly Step[], here: Origin) => Resolved

/** One access: `.name`, `["name"]` or `[0]`. */
export type Step = { readonly key: Value }

/** `rest`: accesses that the value does not hold yet. */
export type Resolved = { readonly value: Value; readonly rest: readonly Step[] }

/** What is left to spend on one evaluation, so that no tree, however it is written, takes long or much memory. */
export type Budget = { steps: number; depth: number }

export const newBudget = (steps = 2_000_000): Budget => ({ steps, depth: 0 })

export const isSpent = (budget: Budget): boolean => budget.steps <= 0

/** Pays for as many values; false when there is nothing left. */
export function spend(budget: Budget, steps: number): boolean {
  budget.steps -= steps
  return budget.steps > 0
}

/** What handling a text costs: as much as it is long. */
export const stepsOf = (text: string): number => 1 + (text.length >> 6)

const MAX_DEPTH = 250

/** Runs one level deeper; `otherwise` where that is too deep. Values nest like expressions do. */
export function deeper<Result>(budget: Budget, otherwise: Result, run: () => Result): Result {
  if (budget.depth >= MAX_DEPTH) return otherwise
  budget.depth++
  const result = run()
  budget.depth--
  return result
}

export const originIn = ({ file, source }: Context, { line }: Pick<Span, 'line'>): Origin => ({
  at: { path: file.path, line },
  ...source,
})

export const withNames = (context: Context, names: Iterable<readonly [string, Value]>): Context => ({
  ...context,
  names: new Map([...context.names, ...names]),
})
