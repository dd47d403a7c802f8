import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Place } from '../../model/evidence.ts'
import type { YamlField, YamlValue } from '../yaml.ts'
import type { Groups } from './litellm-groups.ts'

/** One mistake repeated in every entry is said often enough at this many. */
const MAX_PROBLEMS = 20

/** What is wrong with the entries of `model_list` and the aliases. */
export function entryProblems(path: string, root: YamlValue, groups: Groups): readonly Diagnostic[] {
  const entries = root.get('model_list').items()
  const aliases = root.get('router_settings').get('model_group_alias').entries()
  const unknown = aliases.filter(({ key, value }) => groups.named(key) === null && value.shape !== 'nothing')
  const problems = [
    ...entries.flatMap(entry => problemsOf(path, entry)),
    ...unknown.map(({ key, value }) => unknownAlias(key, { path, line: value.line })),
    ...budgetsOf(root).map(({ key, value }) => unreadBudget(key, { path, line: value.line })),
  ]
  return problems.slice(0, MAX_PROBLEMS)
}

const BUDGETS = ['max_budget', 'max_internal_user_budget', 'default_max_internal_user_budget']

/** Budgets that are text: LiteLLM takes them from the environment, but not in the way of a shell. */
const budgetsOf = (root: YamlValue): readonly YamlField[] =>
  ['litellm_settings', 'general_settings', 'router_settings'].flatMap(block =>
    BUDGETS.map(key => ({ key, value: root.get(block).get(key) })).filter(
      ({ value }) => value.number() === null && value.text()?.includes('$'),
    ),
  )

export const noModels = (at: Place): Diagnostic => ({
  code: 'litellm-no-models',
  severity: 'note',
  message: 'This proxy lists no models: they live in its database, so their cost is not analyzable from git.',
  hint: 'List the models in model_list, or declare the workloads that use this proxy in unitcost.yml.',
  ...at,
})

export const noList = (at: Place): Diagnostic => ({
  code: 'litellm-shape',
  severity: 'warning',
  message: 'model_list is not a list, so the routes of this proxy are unknown.',
  hint: 'Write model_list as a list of {model_name, litellm_params}.',
  ...at,
})

function problemsOf(path: string, entry: YamlValue): readonly Diagnostic[] {
  const params = entry.get('litellm_params')
  const shape = [
    entry.get('model_name').text() ? null : 'model_name',
    params.get('model').text() ? null : 'litellm_params.model',
  ]
  const ignored = [...IGNORED].filter(([name]) => params.get(name).shape !== 'nothing')
  return [
    ...shape.flatMap(field => (field === null ? [] : [missing(field, { path, line: entry.line })])),
    ...ignored.map(([name, meant]) => ignoredKey(name, meant, { path, line: params.get(name).line })),
  ]
}

/** Keys that read like limits and are none. */
const IGNORED: ReadonlyMap<string, string> = new Map([
  ['rpm_limit', 'rpm'],
  ['tpm_limit', 'tpm'],
])

const missing = (field: string, at: Place): Diagnostic => ({
  code: 'litellm-shape',
  severity: 'warning',
  message: `An entry of model_list has no ${field}, so its cost is unknown.`,
  hint: 'Give every entry a model_name, and litellm_params with a model.',
  ...at,
})

const ignoredKey = (name: string, meant: string, at: Place): Diagnostic => ({
  code: 'litellm-unknown-key',
  severity: 'warning',
  message: `LiteLLM does not know litellm_params.${name}: it limits nothing and shares no traffic.`,
  hint: `Write ${meant}.`,
  ...at,
})

const unreadBudget = (key: string, at: Place): Diagnostic => ({
  code: 'litellm-unresolved-budget',
  severity: 'warning',
  message: `${key} is a text with a placeholder, no number: LiteLLM does not replace it, so it limits nothing.`,
  hint: 'Write the amount in USD, or os.environ/NAME.',
  ...at,
})

const unknownAlias = (alias: string, at: Place): Diagnostic => ({
  code: 'litellm-unknown-group',
  severity: 'warning',
  message: `The alias ${JSON.stringify(alias.slice(0, 80))} stands for no model_name of this file.`,
  hint: 'Correct the name, or add an entry with that model_name to model_list.',
  ...at,
})
