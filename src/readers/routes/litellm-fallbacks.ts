import type { Diagnostic } from '../../model/diagnostic.ts'
import type { YamlField, YamlValue } from '../yaml.ts'
import type { Group, Groups } from './litellm-groups.ts'

export type Chains = {
  /** Ids of the routes that are asked when every deployment of a group failed. */
  readonly of: (group: Group) => readonly string[]
  readonly diagnostics: readonly Diagnostic[]
}

/**
 * `fallbacks`, else `default_fallbacks`. Those for a full context window or refused content answer other
 * failures and are no part of this chain. https://docs.litellm.ai/docs/proxy/reliability
 */
export function chainsOf(path: string, root: YamlValue, groups: Groups): Chains {
  const defaults = setting(root, 'default_fallbacks').items()
  const chains = chainsIn(root, 'fallbacks')
  const most = setting(root, 'max_fallbacks').number()
  const byGroup = new Map(chains.toReversed().map(({ key, value }) => [key, value.items()]))
  const namedBy = (names: readonly YamlValue[]) => names.flatMap(name => groups.named(nameOf(name)) ?? [])
  return {
    of(group) {
      const { name, aliases } = group
      const own = [name, ...aliases].map(each => byGroup.get(each)).find(chain => chain !== undefined)
      const shared = namedBy(byGroup.get('*') ?? defaults)
      // A chain for all groups leaves out the group that failed, and what cannot answer such requests.
      const chain = own
        ? namedBy(own)
        : shared.filter(each => each !== group && modeOf(each) === modeOf(group))
      return chain.slice(0, most ?? chain.length).map(each => `route:${path}#${each.name}`)
    },
    diagnostics: namesIn([...chains, ...OTHER_FAILURES.flatMap(key => chainsIn(root, key))], defaults)
      .filter(({ name }) => name !== '*' && groups.named(name) === null)
      .slice(0, MAX_PROBLEMS)
      .map(({ name, value }) => unknownGroup(path, name, value)),
  }
}

/** `chat`, `embedding`, `image_generation` …: a chat model embeds nothing. */
const modeOf = ({ deployments }: Group): string =>
  deployments[0]?.get('model_info').get('mode').text() ?? 'chat'

/** One mistake repeated in every chain is said often enough at this many. */
const MAX_PROBLEMS = 20

/** Chains for requests that the first model cannot or may not answer. */
const OTHER_FAILURES = ['context_window_fallbacks', 'content_policy_fallbacks']

const chainsIn = (root: YamlValue, key: string): readonly YamlField[] =>
  setting(root, key)
    .items()
    .flatMap(item => item.entries())

/** Every group that a chain names, with the place. */
function namesIn(chains: readonly YamlField[], defaults: readonly YamlValue[]) {
  const asked = [...chains.flatMap(({ value }) => value.items()), ...defaults]
  return [
    ...chains.map(({ key, value }) => ({ name: key, value })),
    ...asked.map(value => ({ name: nameOf(value), value })),
  ]
}

/** Both blocks may hold it; the router's wins. */
function setting(root: YamlValue, name: string): YamlValue {
  const router = root.get('router_settings').get(name)
  return router.shape === 'nothing' ? root.get('litellm_settings').get(name) : router
}

/** A name, or `{model: name, …}` with parameters of its own. */
const nameOf = (value: YamlValue): string => value.text() ?? value.get('model').text() ?? ''

const unknownGroup = (path: string, name: string, { line }: YamlValue): Diagnostic => ({
  code: 'litellm-unknown-group',
  severity: 'warning',
  message: `Fallbacks name ${JSON.stringify(name.slice(0, 80))}, which is no model_name of this file.`,
  hint: 'Correct the name, or add an entry with that model_name to model_list.',
  path,
  line,
})
