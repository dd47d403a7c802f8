import type { Diagnostic } from '../model/diagnostic.ts'
import { canonical } from './canonical.ts'
import { checkCoverage } from './check-coverage.ts'
import { checkMappings } from './check-mappings.ts'
import { checkPolicy } from './check-policy.ts'
import { checkSizes } from './check-sizes.ts'
import type { Config } from './config.ts'
import { explainErrors } from './explain.ts'
import { parseYaml } from './parse.ts'
import type { Places } from './places.ts'
import { located } from './problem.ts'
import type { Problem } from './problem.ts'
import { checkRules } from './rule-options.ts'
import type { RuleOptionsSchema } from './rule-options.ts'
import { compileValidator } from './validator.ts'
import type { Validator } from './validator.ts'

const MOST_DIAGNOSTICS = 20

export type LoadedConfig = {
  /** Null when a diagnostic is an error. */
  readonly config: Config | null
  readonly places: Places
  /** Sorted by line, at most 20. */
  readonly diagnostics: readonly Diagnostic[]
}

/** Reads unitcost.yml. `known.rules`: the built-in rules, to check their ids and options. */
export function loadConfig(
  file: { readonly path: string; readonly text: string },
  known: { readonly rules: readonly RuleOptionsSchema[] },
): LoadedConfig {
  const { value, places, diagnostics } = parseYaml(file)
  const { config, problems } = diagnostics.length > 0 ? UNREAD : check(canonical(value), known.rules)
  const all = [...diagnostics, ...problems.map(problem => located(problem, places))]
  const broken = all.some(({ severity }) => severity === 'error')
  return { config: broken ? null : config, places, diagnostics: foremost(all) }
}

type Checked = { readonly config: Config | null; readonly problems: readonly Problem[] }

const UNREAD: Checked = { config: null, problems: [] }

function check(value: unknown, rules: readonly RuleOptionsSchema[]): Checked {
  const isConfig: Validator = validator()
  if (!isConfig(value)) return { config: null, problems: explainErrors(isConfig.errors ?? [], value) }
  return {
    config: value,
    problems: [
      ...checkSizes(value),
      ...checkRules(value, rules),
      ...checkPolicy(
        value,
        rules.map(rule => rule.id),
      ),
      ...checkCoverage(value),
      ...checkMappings(value),
    ],
  }
}

let compiled: Validator | null = null
const validator = () => (compiled ??= compileValidator())

function foremost(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const sorted = diagnostics.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0))
  if (sorted.length <= MOST_DIAGNOSTICS) return sorted
  const shown = sorted.slice(0, MOST_DIAGNOSTICS - 1)
  const rest = sorted.slice(MOST_DIAGNOSTICS - 1)
  const worst = rest.find(({ severity }) => severity === 'error') ?? rest[0]
  if (worst === undefined) return shown
  const message = `There are ${rest.length} more problems in this file.`
  return [...shown, { ...worst, code: 'config-more', message, hint: 'Correct the ones above first.' }]
}
