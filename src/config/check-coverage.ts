import type { BudgetConfig, Config, WorkloadConfig } from './config.ts'
import { matchesAny } from './match.ts'
import { didYouMean } from './nearest.ts'
import type { Pointer } from './places.ts'
import type { Problem } from './problem.ts'

/** Budgets and waivers that name a workload, owner, environment or tag which the file does not have. */
export function checkCoverage(config: Config): readonly Problem[] {
  const ids = Object.keys(config.workloads ?? {})
  const workloads = Object.values(config.workloads ?? {})
  const environments = environmentsIn(config)
  const discover = config.discover !== false
  return [
    ...(config.budgets ?? []).flatMap((budget, index) =>
      unmatched(budget.workloads, { ids, discover }, ['budgets', index]),
    ),
    ...(config.budgets ?? []).flatMap((budget, index) =>
      unheard(budget, { workloads, environments }, ['budgets', index]),
    ),
    ...(config.waivers ?? []).flatMap((waiver, index) =>
      unmatched(waiver.workloads, { ids, discover }, ['waivers', index]),
    ),
  ]
}

type Declared = { readonly ids: readonly string[]; readonly discover: boolean }

function unmatched(globs: readonly string[] | undefined, { ids, discover }: Declared, at: Pointer) {
  return (globs ?? []).flatMap((glob, index) => {
    // A discovered workload is called by its address, which a declared name rarely looks like.
    const mayBeDiscovered = discover && (/[/.#:]/.test(glob) || glob === '*')
    if (mayBeDiscovered || ids.some(id => matchesAny([glob], id))) return []
    const message = `\`${glob}\` matches no workload of this file.`
    return [warning([...at, 'workloads', index], message, didYouMean(glob, ids, 'workloads'))]
  })
}

/** Where something runs: a declared workload, or a root with its variable files. */
const environmentsIn = ({ workloads, infrastructure }: Config): readonly string[] =>
  [...Object.values(workloads ?? {}), ...(infrastructure?.variables ?? [])].flatMap(
    ({ environment }) => environment ?? [],
  )

type Heard = { readonly workloads: readonly WorkloadConfig[]; readonly environments: readonly string[] }

function unheard(budget: BudgetConfig, { workloads, environments }: Heard, at: Pointer): readonly Problem[] {
  const owners = workloads.flatMap(({ owner }) => owner ?? [])
  const selectors = [
    { key: ['owner'], value: budget.owner, of: owners },
    { key: ['environment'], value: budget.environment, of: environments },
    ...Object.entries(budget.tags ?? {}).map(([tag, value]) => ({
      key: ['tags', tag],
      value,
      of: workloads.flatMap(({ tags }) =>
        tags !== undefined && Object.hasOwn(tags, tag) ? [tags[tag] ?? ''] : [],
      ),
    })),
  ]
  return selectors.flatMap(({ key, value, of }) => {
    if (value === undefined || of.includes(value)) return []
    const message = `No workload of this file has ${key.join('.')} \`${value}\`.`
    return [
      warning([...at, ...key], message, didYouMean(value, [...new Set(of)], `values of ${key.join('.')}`)),
    ]
  })
}

const warning = (pointer: Pointer, message: string, hint: string): Problem => ({
  code: 'config-unmatched',
  severity: 'warning',
  pointer,
  message,
  hint,
})
