import { textOf } from '../template/made-of.ts'
import { inTerraformWords } from '../template/terraform-words.ts'
import { known, unknownValue } from '../value.ts'
import type { Value } from '../value.ts'
import type { ResourceType } from './types.ts'

type Entries = ReadonlyMap<string, Value>

/** Properties of CloudFormation as attributes of Terraform. */
export function attributesOf({ type, words = {} }: ResourceType, properties: Entries): Entries {
  const flat = flattened(properties)
  const tags = flat.get('Tags')
  const containers = flat.get('ContainerDefinitions')
  const renamed = inTerraformWords({ kind: 'map', entries: flat, origin: NOWHERE }, words)
  const entries = renamed.kind === 'map' ? renamed.entries : new Map<string, Value>()
  return new Map([
    ...entries,
    ...(tags === undefined ? [] : [['tags', tagsOf(tags)] as const]),
    ...(type === 'aws_ecs_task_definition' && containers !== undefined
      ? [['container_definitions', jsonTextOf(containers)] as const]
      : []),
  ])
}

const NOWHERE = { at: { path: '', line: null }, source: 'literal', name: null } as const

/** What a launch template says lies one level deeper than in Terraform. */
function flattened(properties: Entries): Entries {
  const inner = properties.get('LaunchTemplateData')
  if (inner?.kind === 'map') return new Map([...properties, ...inner.entries])
  return inner?.kind === 'unknown' ? new Map([...properties, ['InstanceType', inner]]) : properties
}

/** `[{ Key, Value }]`, or a map as in EKS. */
function tagsOf(tags: Value): Value {
  if (tags.kind !== 'list') return tags
  const entries = tags.items.flatMap((item): readonly (readonly [string, Value])[] => {
    const pair = item.kind === 'map' ? item.entries : new Map<string, Value>()
    const key = textOf(pair.get('Key'))
    return key === null ? [] : [[key, pair.get('Value') ?? known(null, item.origin)]]
  })
  const unread = tags.items.find(item => item.kind === 'unknown')
  return unread ?? { kind: 'map', entries: new Map(entries), origin: tags.origin }
}

/** Terraform has the containers as JSON text in the words of the API: `resourceRequirements`. */
function jsonTextOf(containers: Value): Value {
  if (containers.kind === 'unknown') return containers
  const items = containers.kind === 'list' ? containers.items : []
  const unread = items.flatMap(unreadRequirement)[0]
  if (unread !== undefined) return unknownValue(unread, containers.origin)
  return known(JSON.stringify(items.map(plainOf)), containers.origin)
}

function unreadRequirement(container: Value): readonly string[] {
  if (container.kind === 'unknown') return [container.reason]
  const wanted = container.kind === 'map' ? container.entries.get('ResourceRequirements') : undefined
  if (wanted?.kind === 'unknown') return [`GPUs: ${wanted.reason}`]
  const parts = wanted?.kind === 'list' ? wanted.items : []
  return parts.flatMap(part => {
    const count = part.kind === 'map' ? part.entries.get('Value') : part
    return count?.kind === 'unknown' ? [`GPUs: ${count.reason}`] : []
  })
}

/** Names begin with a small letter there. */
function plainOf(value: Value): unknown {
  if (value.kind === 'list') return value.items.map(plainOf)
  if (value.kind !== 'map') return value.kind === 'scalar' ? value.value : null
  const fields = [...value.entries].map(([key, item]) => [
    key.slice(0, 1).toLowerCase() + key.slice(1),
    plainOf(item),
  ])
  return Object.fromEntries(fields)
}
