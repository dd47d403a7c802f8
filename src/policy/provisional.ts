import { settingOf, type BudgetConfig, type Config } from '../config/config.ts'
import type { BenchmarkReview } from '../diff/benchmark-review.ts'
import { PENDING, type Pending } from '../model/pending.ts'
import { covers } from './budget.ts'
import { levelOf } from './enforcement.ts'
import type { JudgedDelta } from './rule.ts'

export type Waiting = {
  readonly pending: readonly Pending[]
  readonly deltas: readonly JudgedDelta[]
  readonly benchmarks: readonly BenchmarkReview[]
  readonly config: Pick<Config, 'budgets' | 'rules' | 'enforce'>
  /** YYYY-MM-DD */
  readonly date: string
}

/** Which of the jobs that are still running can change what a budget, or a rule that blocks, says. */
export const awaited = ({ pending, ...rest }: Waiting): readonly Pending[] =>
  PENDING.filter(kind => pending.includes(kind) && RESTS[kind](rest))

type Known = Omit<Waiting, 'pending'>

const RESTS: Readonly<Record<Pending, (known: Known) => boolean>> = {
  benchmark: ({ deltas, benchmarks, config, date }) => {
    // A record that is new at head is what was waited for.
    const open = new Set(benchmarks.flatMap(({ workload, state }) => (state === 'measured' ? [] : workload)))
    const own = deltas.filter(({ id }) => open.has(id))
    const limited = own.some(delta =>
      (config.budgets ?? []).some(budget => covers(budget, delta) && restsOnBenchmark(budget, delta)),
    )
    return limited || (own.length > 0 && blocksRegressions(config, date))
  },
  eval: ({ deltas, config }) =>
    deltas.some(delta =>
      (config.budgets ?? []).some(budget => covers(budget, delta) && restsOnEvals(budget, delta)),
    ),
}

/** What is paid by the hour costs the same whatever it carries, unless workloads share it by what it can carry. */
const restsOnBenchmark = (budget: BudgetConfig, { head }: JudgedDelta) =>
  budget.latency !== undefined || (head?.workload.capacity.some(({ part }) => part < 1) ?? false)

function blocksRegressions({ rules, enforce }: Known['config'], date: string): boolean {
  const setting = settingOf(rules, 'benchmark-regressed')
  return setting?.level === 'error' && levelOf('error', setting.enforce ?? enforce, date) === 'error'
}

/** Limits of what evals tell, and costs that rest on how long their answers were. */
const restsOnEvals = (budget: BudgetConfig, { head }: JudgedDelta) =>
  budget.quality !== undefined ||
  budget.usd_per_solved_task !== undefined ||
  (head?.workload.quality ?? null) !== null ||
  (head?.workload.calls.some(({ output }) => output.tokens.basis === 'measured') ?? false)
