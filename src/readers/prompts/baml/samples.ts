import type { Samples } from '../../samples.ts'
import { fieldsIn, fieldsOf, itemsIn, sourceOf } from './blocks.ts'
import type { File } from './file.ts'

const MOST_FUNCTIONS = 100
const MOST_SAMPLES = 20

/** Tests call functions with values of a realistic size. */
export function samplesByFunction({ blocks, declared }: File): ReadonlyMap<string, Samples> {
  const found = new Map<string, Map<string, readonly string[]>>()
  for (const { open, close } of declared.get('test') ?? []) {
    const fields = fieldsOf(blocks, open, close)
    const args = [...fieldsIn(blocks, fields.get('args'))].slice(0, MOST_SAMPLES)
    const values = args.map(([name, value]) => [name, sourceOf(blocks, value)] as const)
    for (const { text: name } of itemsIn(blocks, fields.get('functions')).slice(0, MOST_FUNCTIONS))
      found.set(name, withValues(found.get(name), values))
  }
  return new Map([...found].map(([name, samples]) => [name, Object.fromEntries(samples)]))
}

type Values = Map<string, readonly string[]>

function withValues(known: Values | undefined, values: readonly (readonly [string, string])[]): Values {
  const all = known ?? new Map<string, readonly string[]>()
  for (const [name, value] of values) all.set(name, [...(all.get(name) ?? []), value].slice(0, MOST_SAMPLES))
  return all
}
