import type { YamlValue } from '../yaml.ts'

/** A thing in a file, and the keys that lead to it where the path left them open. */
export type Found = {
  readonly value: YamlValue
  /** In order, for `*` and `{name}` alike; items of a list by their position from 1. */
  readonly keys: readonly string[]
  readonly names: ReadonlyMap<string, string>
}

export type Step =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'item'; readonly index: number }
  /** Every field or item; `name`: what its key is called. */
  | { readonly kind: 'each'; readonly name: string | null }

/** `$.tasks.{task}.models[0]['gpt-4.1']` after the `$`. What is not a step ends the path. */
export function stepsOf(path: string): readonly Step[] {
  return [...path.matchAll(STEP)].map(([written, key, name, index, quoted]) => {
    if (key !== undefined || quoted !== undefined) return { kind: 'key', key: key ?? quoted ?? '' }
    if (index !== undefined) return { kind: 'item', index: Number(index) }
    return { kind: 'each', name: written === '.*' || written === '[*]' ? null : (name ?? null) }
  })
}

const STEP = /\.([^.[\]{}*'"\s]+)|\.\{([A-Za-z_]\w*)\}|\[(\d+)\]|\['([^']*)'\]|\.\*|\[\*\]/g

export type Search = {
  readonly found: readonly Found[]
  /** Where a path that finds nothing ends: what is there, and which step of the path is not. */
  readonly end: { readonly value: YamlValue; readonly step: number } | null
  /** More was there than is read. */
  readonly isCut: boolean
}

/** Follows the steps from a thing; at most `most` things are kept after each step. */
export function search(from: Found, steps: readonly Step[], most: number): Search {
  let found: readonly Found[] = [from]
  let isCut = false
  for (const [step, wanted] of steps.entries()) {
    const next = found.flatMap(thing => below(thing, wanted))
    const [first] = found
    if (next.length === 0) return { found: [], end: first ? { value: first.value, step } : null, isCut }
    isCut ||= next.length > most
    found = next.slice(0, most)
  }
  return { found, end: null, isCut }
}

function below({ value, keys, names }: Found, step: Step): readonly Found[] {
  switch (step.kind) {
    case 'key':
      return present({ value: value.get(step.key), keys, names })
    case 'item': {
      const item = value.items()[step.index]
      return item === undefined ? [] : present({ value: item, keys, names })
    }
    case 'each': {
      const { name } = step
      const items = value.items().map((item, index) => ({ key: `${index + 1}`, value: item }))
      return [...value.entries(), ...items].map(field => ({
        value: field.value,
        keys: [...keys, field.key],
        names: name === null ? names : new Map([...names, [name, field.key]]),
      }))
    }
  }
}

const present = (found: Found): readonly Found[] => (found.value.shape === 'nothing' ? [] : [found])
