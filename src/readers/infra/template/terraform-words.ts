import type { Value } from '../value.ts'

/** What is called differently in Terraform than its name in snake_case. */
export type Words = Readonly<Record<string, string>>

/** `MemorySizeInMB` → `memory_size_in_mb`, `vmSize` → `vm_size`. */
export const snakeCase = (name: string): string =>
  name
    .replaceAll(/([a-z\d])([A-Z])/g, '$1_$2')
    .replaceAll(/([A-Z])([A-Z][a-z])/g, '$1_$2')
    .toLowerCase()

/** A value with Terraform's attribute names. The keys of labels, tags and environments are the user's. */
export function inTerraformWords(value: Value, words: Words): Value {
  if (value.kind === 'list')
    return { ...value, items: value.items.map(item => inTerraformWords(item, words)) }
  if (value.kind !== 'map') return value
  const entries = [...value.entries].map(([key, item]): readonly [string, Value] => {
    const name = words[key] ?? snakeCase(key)
    return [name, FREE_KEYS.test(name) ? item : inTerraformWords(item, words)]
  })
  return { ...value, entries: new Map(entries) }
}

const FREE_KEYS = /(?:^|_)(?:tags|labels|environment|limits|node_selector)$/
