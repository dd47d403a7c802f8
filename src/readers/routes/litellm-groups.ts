import type { YamlValue } from '../yaml.ts'

/** The deployments that answer to one name. */
export type Group = {
  readonly name: string
  readonly aliases: readonly string[]
  readonly line: number
  /** Entries of `model_list`, in order. */
  readonly deployments: readonly YamlValue[]
}

export type Groups = {
  readonly all: readonly Group[]
  /** The group that a name in the file stands for: its own name, an alias, or a wildcard that matches. */
  readonly named: (name: string) => Group | null
}

export function groupsOf(root: YamlValue): Groups {
  const aliases = aliasesOf(root)
  const all = [...entriesByName(root)].map(([name, deployments]) => ({
    name,
    line: deployments[0]?.get('model_name').line ?? 1,
    deployments,
    aliases: aliases.get(name) ?? [],
  }))
  const byName = new Map(
    all.flatMap(group => [group.name, ...group.aliases].map(name => [name, group] as const)),
  )
  return { all, named: name => byName.get(name) ?? wildcardFor(byName, name) }
}

const nameOf = (entry: YamlValue): string | null => entry.get('model_name').text() || null

function entriesByName(root: YamlValue): ReadonlyMap<string, readonly YamlValue[]> {
  const named = new Map<string, YamlValue[]>()
  for (const entry of root.get('model_list').items()) {
    const name = nameOf(entry)
    const others = named.get(name ?? '')
    if (others) others.push(entry)
    else if (name !== null) named.set(name, [entry])
  }
  return named
}

/** `alias: group` or `alias: {model: group, hidden: true}`, by group. */
function aliasesOf(root: YamlValue): ReadonlyMap<string, readonly string[]> {
  const aliases = new Map<string, string[]>()
  for (const { key, value } of root.get('router_settings').get('model_group_alias').entries()) {
    const group = value.text() ?? value.get('model').text() ?? ''
    const others = aliases.get(group)
    if (others) others.push(key)
    else aliases.set(group, [key])
  }
  return aliases
}

const LONGEST_NAME = 300

/** `openai/gpt-5` is served by a group `openai/gpt-*`, else by `openai/*`, else by `*`: the longest wins. */
function wildcardFor(byName: ReadonlyMap<string, Group>, name: string): Group | null {
  for (let length = Math.min(name.length, LONGEST_NAME); length >= 0; length--) {
    const group = byName.get(`${name.slice(0, length)}*`)
    if (group !== undefined) return group
  }
  return null
}
