import type { ScopeConfig } from '../config/config.ts'
import { matchesAny } from '../config/match.ts'
import type { Workload } from '../model/workload.ts'
import type { JudgedDelta } from './rule.ts'

/** Whether a rule looks at a workload: by what base or head says of it, as for budgets. All that is named must match. */
export const isInScope = (scope: ScopeConfig, { base, head }: JudgedDelta): boolean =>
  [base?.workload, head?.workload].some(workload => workload !== undefined && matches(scope, workload))

function matches(scope: ScopeConfig, { id, owner, environment, tags }: Workload): boolean {
  const isOf = (patterns: readonly string[] | undefined, value: string | null) =>
    patterns === undefined || matchesAny(patterns, value ?? '')
  return (
    isOf(scope.workloads, id) &&
    isOf(scope.environments, environment) &&
    isOf(scope.owners, owner) &&
    Object.entries(scope.tags ?? {}).every(([name, value]) => tags[name] === value)
  )
}
