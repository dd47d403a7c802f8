import type { BudgetConfig } from '../config/config.ts'
import type { OptionSchema, RuleOptionsSchema } from '../config/rule-options.ts'
import type { BenchmarkReview } from '../diff/benchmark-review.ts'
import type { Delta } from '../diff/diff.ts'
import type { Estimate } from '../estimate/estimate.ts'
import type { World } from '../estimate/world.ts'
import type { PriceBook } from '../prices/book.ts'
import type { Draft, Level } from './finding.ts'

/**
 * A check that an admin can tune: a pure function from a change to findings. It lives in a file of its own
 * under `rules/`, with its test and its page beside it.
 */
export type Rule<Options = unknown> = RuleOptionsSchema & {
  /** One sentence: what it asks for. */
  readonly title: string
  /** How serious it is where the admin says nothing. */
  readonly level: Level
  /** Values of the options where the admin says nothing; `options` describes and checks them. */
  readonly defaults: Options
  readonly options: Readonly<Record<keyof Options & string, OptionSchema>>
  readonly check: (change: RuleInput<Options>) => readonly Draft[]
}

export type RuleInput<Options> = {
  readonly deltas: readonly JudgedDelta[]
  readonly options: Options
  /** Of the workloads with machines of their own. */
  readonly benchmarks: readonly BenchmarkReview[]
  readonly prices: Pick<PriceBook, 'asOf' | 'stale'>
  /** For what something else would cost: the same prices and sizes as the estimates have. */
  readonly world: World
  readonly budgets: readonly BudgetConfig[]
  /** Tier → models, as globs. */
  readonly tiers: Readonly<Record<string, readonly string[]>>
  /** Ids of the workloads whose pass rate a budget limits. */
  readonly qualityLimits: ReadonlySet<string>
  /** YYYY-MM-DD: the day that is priced for. */
  readonly date: string
}

/** A delta with what policy compares. */
export type JudgedDelta = Delta & {
  /**
   * Head under base's declarations (traffic, sizes, rates), where that is dearer: a declaration that lowers
   * the cost and is neither measured nor approved does not help against a limit. Null: it makes no difference.
   */
  readonly strict: Estimate | null
  /** Declared at base and no longer at head, while its files remain: still counted, with base's declaration. */
  readonly undeclared: boolean
}

/** Types the options of a rule; a rule in a list forgets them. */
export const defineRule = <Options>(rule: Rule<Options>) => rule
