import type { Diagnostic } from '../../model/diagnostic.ts'
import type { YamlValue } from '../yaml.ts'
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
  const chains = setting(root, 'fallbacks')
    .items()
    .flatMap(item => item.entries())
  const byGroup = new Map(chains.toReversed().map(({ key, value }) => [key, value.items()]))
  const idsOf = (names: readonly YamlValue[]) =>
    names.flatMap(name => groups.named(nameOf(name)) ?? []).map(group => `route:${path}#${group.name}`)
  return {
    of({ name, aliases }) {
      const own = [name, ...aliases].map(each => byGroup.get(each)).find(chain => chain !== undefined)
      // A chain for all groups leaves out the group that failed.
      const shared = byGroup.get('*') ?? defaults
      return own ? idsOf(own) : idsOf(shared).filter(id => id !== `route:${path}#${name}`)
    },
    diagnostics: [
      ...chains.map(({ key, value }) => ({ name: key, value })).filter(({ name }) => name !== '*'),
      ...[...chains.flatMap(({ value }) => value.items()), ...defaults].map(value => ({
        name: nameOf(value),
        value,
      })),
    ]
      .filter(({ name }) => groups.named(name) === null)
      .map(({ name, value }) => unknownGroup(path, name, value)),
  }
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
