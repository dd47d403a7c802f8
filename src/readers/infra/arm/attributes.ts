import { textOf } from '../template/made-of.ts'
import { inTerraformWords } from '../template/terraform-words.ts'
import type { Value } from '../value.ts'
import type { ResourceType } from './types.ts'

type Body = ReadonlyMap<string, Value>

/** Attributes of Terraform from the body of a resource of Azure. */
export function attributesOf({ attributes }: ResourceType, body: Body): Body {
  const found = Object.entries(attributes).flatMap(([name, path]): readonly (readonly [string, Value])[] => {
    // Pulumi leaves `properties` out.
    const value = valueAt(body, path.split('.')) ?? valueAt(body, path.replace('properties.', '').split('.'))
    if (value === null) return []
    return [[name, name === 'tags' || name === 'node_labels' ? value : inTerraformWords(value, SCALE)]]
  })
  return new Map(found)
}

/** Before 2023 deployments had `scaleSettings: { scaleType, capacity }`. */
const SCALE = { scaleType: 'type' }

/** What lies at the end of a path; where a part of it is unknown, that. */
export function valueAt(body: Body, [name = '', ...more]: readonly string[]): Value | null {
  const value = body.get(name) ?? null
  if (more.length === 0 || value === null || value.kind === 'unknown') return value
  return value.kind === 'map' ? valueAt(value.entries, more) : null
}

/** The last part of a name: `account/deployment` → `deployment`. */
export const nameIn = (body: Body): string | null => textOf(body.get('name'))?.split('/').at(-1) ?? null
