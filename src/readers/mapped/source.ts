import type { YamlValue } from '../yaml.ts'
import { search, stepsOf } from './path.ts'
import type { Found } from './path.ts'

/** What a source gave, and the field that says so; `field` null: it is written in unitcost.yml. */
export type Stated = { readonly text: string; readonly field: YamlValue | null }

/** Looks up the sources of a mapping for one thing of a file. */
export type LookUp = (sources: readonly string[] | undefined, thing: Found) => Stated | null

/** @param file the whole file, for sources that begin with `$file` */
export function lookUpIn(file: YamlValue): LookUp {
  const root = { value: file, keys: [], names: new Map<string, string>() }
  // Asked for once for every thing: a long list is not walked again each time.
  const ofFile = new Map<string, Stated | null>()
  const at = (path: string, thing: Found): Stated | null => {
    if (!path.startsWith(FILE)) return scalar(thing, path.slice(1))
    const known = ofFile.get(path)
    if (known !== undefined) return known
    const stated = scalar(root, path.slice(FILE.length))
    ofFile.set(path, stated)
    return stated
  }
  return (sources = [], thing) => {
    for (const source of sources) {
      const stated = source.startsWith('=') ? filled(source.slice(1), { thing, at }) : at(source, thing)
      if (stated !== null && stated.text.trim() !== '') return stated
    }
    return null
  }
}

const FILE = '$file'

function scalar(from: Found, path: string): Stated | null {
  const field = search(from, stepsOf(path), 1).found[0]?.value
  const text = field?.text() ?? null
  return field === undefined || text === null ? null : { text, field }
}

type Filling = {
  readonly thing: Found
  readonly at: (path: string, thing: Found) => Stated | null
}

/** `={provider}/{$.model}`; null where one of them is missing. */
function filled(text: string, { thing, at }: Filling): Stated | null {
  const inserted = [...text.matchAll(PLACE)].map(([, inside = '']) =>
    inside.startsWith('$')
      ? at(inside, thing)
      : { text: thing.names.get(inside) ?? null, field: thing.value },
  )
  if (inserted.some(part => part === null || part.text === null)) return null
  let next = 0
  return {
    text: text.replace(PLACE, () => inserted[next++]?.text ?? ''),
    field: inserted.findLast(part => part !== null)?.field ?? null,
  }
}

/** Braces inside of braces are steps of a path. */
const PLACE = /\{((?:\$(?:[^{}]|\{\w+\})*)|\w+)\}/g
