import { UnitcostError, type Diagnostic } from '../model/diagnostic.ts'
import type { Place } from '../model/evidence.ts'
import type { Config } from './config.ts'
import { loadConfig, type LoadedConfig } from './load.ts'
import type { Places } from './places.ts'
import type { RuleOptionsSchema } from './rule-options.ts'

export type ConfigFile = { readonly path: string; readonly text: string }

export type Settings = { readonly config: Config; readonly places: Places }

/** unitcost.yml of both sides, and whose policy applies. */
export type BothSettings = {
  readonly base: Settings
  readonly head: Settings
  readonly policy: Settings & {
    readonly from: 'base' | 'head' | 'defaults'
    /** Why it is not base's, where there is something to say. */
    readonly note: string | null
    readonly changes: readonly PolicyChange[]
  }
  readonly diagnostics: readonly Diagnostic[]
}

/** An edit to policy: shown, not applied. */
export type PolicyChange = { readonly what: string; readonly at: Place }

/**
 * Policy is what base says: a change cannot raise its own budget. Where base says nothing, or does not load,
 * head's applies and the report says so. Declarations of workloads are read on both sides.
 * @throws UnitcostError `invalid-config` when head's file does not load
 */
export function bothSettings(
  files: { readonly base: ConfigFile | null; readonly head: ConfigFile | null },
  known: { readonly rules: readonly RuleOptionsSchema[] },
): BothSettings {
  const head = files.head && loadConfig(files.head, known)
  const base = isSame(files.base, files.head) ? head : files.base && loadConfig(files.base, known)
  if (head !== null && head.config === null) throw invalid(head)
  const [before, after] = [settings(base), settings(head)]
  const problems = head === null ? [] : head.diagnostics
  return {
    base: before ?? { ...NO_SETTINGS, places: base?.places ?? NO_SETTINGS.places },
    head: after ?? NO_SETTINGS,
    policy: policyOf(before, { base, head: after }),
    diagnostics: [...problems, ...unsupported(after ?? NO_SETTINGS)],
  }
}

const isSame = (a: ConfigFile | null, b: ConfigFile | null) => a?.path === b?.path && a?.text === b?.text

const NO_SETTINGS: Settings = {
  config: { version: 1 },
  places: () => ({ path: 'unitcost.yml', line: null }),
}

const settings = (loaded: LoadedConfig | null): Settings | null =>
  loaded === null || loaded.config === null ? null : { config: loaded.config, places: loaded.places }

function policyOf(
  base: Settings | null,
  files: { readonly base: LoadedConfig | null; readonly head: Settings | null },
): BothSettings['policy'] {
  if (base !== null) {
    const changes = files.head === null ? [dropped(base)] : changesOf(base, files.head)
    return { ...base, from: 'base', note: null, changes }
  }
  if (files.head === null) return { ...NO_SETTINGS, from: 'defaults', note: null, changes: [] }
  const note =
    files.base === null
      ? 'Base has no unitcost.yml yet, so the policy of this change applies.'
      : `The unitcost.yml of base does not load (${files.base.diagnostics[0]?.message ?? 'unknown problem'}), so the policy of this change applies.`
  return { ...files.head, from: 'head', note, changes: [] }
}

const POLICY_KEYS = [
  'extends',
  'discover',
  'enforce',
  'assumptions',
  'tiers',
  'infrastructure',
  'mappings',
  'budgets',
  'rules',
  'waivers',
  'approvers',
] as const

function changesOf(base: Settings, head: Settings): readonly PolicyChange[] {
  return POLICY_KEYS.filter(key => different(base.config[key], head.config[key])).flatMap(key =>
    key === 'budgets'
      ? budgetChanges(base, head)
      : [{ what: `\`${key}\` changes${ALREADY[key] ?? ''}`, at: head.places([key]) }],
  )
}

/** How a file is read is no limit, so each side is read in its own way; it can hide a cost all the same. */
const ALREADY: { readonly [key: string]: string } = {
  mappings: ': the files of this pull request are read with the new ones',
}

function budgetChanges(base: Settings, head: Settings): readonly PolicyChange[] {
  const before = base.config.budgets ?? []
  const after = head.config.budgets ?? []
  const edited = after.flatMap((budget, index) => {
    const old = before.find(({ id }) => id === budget.id)
    const at = head.places(['budgets', index])
    if (old === undefined) return [{ what: `budget \`${budget.id}\` is new`, at }]
    return different(old, budget) ? [{ what: `budget \`${budget.id}\` changes`, at }] : []
  })
  const removed = before
    .filter(({ id }) => after.every(budget => budget.id !== id))
    .map(({ id }) => ({ what: `budget \`${id}\` is removed`, at: head.places(['budgets']) }))
  return [...edited, ...removed]
}

const dropped = ({ places }: Settings): PolicyChange => ({
  what: 'unitcost.yml is removed',
  at: { path: places([]).path, line: null },
})

const different = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b)

/** Read and validated, and not applied yet: said aloud, because a rule that does not run must not look like a pass. */
function unsupported({ config, places }: Settings): readonly Diagnostic[] {
  const packs = (config.extends ?? []).filter(pack => pack !== 'recommended')
  const own = config.rules?.own ?? []
  return [
    ...packs.map(pack => notApplied(`the rule pack \`${pack}\``, places(['extends']))),
    ...(own.length > 0 ? [notApplied('`rules.own`', places(['rules', 'own']))] : []),
  ]
}

const notApplied = (what: string, at: Place): Diagnostic => ({
  code: 'config-not-applied',
  severity: 'warning',
  message: `${what} is valid, but this version does not apply it.`,
  hint: 'Use built-in rules and budgets until a later version does.',
  ...at,
})

function invalid({ diagnostics }: LoadedConfig): UnitcostError {
  const first = diagnostics.find(({ severity }) => severity === 'error')
  const where = first === undefined ? '' : ` (${first.path}:${first.line ?? 1}: ${first.message})`
  return new UnitcostError(
    'invalid-config',
    `unitcost.yml does not load${where}`,
    first?.hint ?? 'Correct the file; `unitcost init` writes a valid one.',
    diagnostics,
  )
}
