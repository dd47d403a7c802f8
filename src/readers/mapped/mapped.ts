import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Fact } from '../../model/fact.ts'
import type { Mapping } from '../../model/mapping.ts'
import { globOf } from '../glob.ts'
import { NOTHING } from '../reader.ts'
import type { Reader, Reading, SourceFile } from '../reader.ts'
import { firstDocument, parseYaml } from '../yaml.ts'
import type { YamlValue } from '../yaml.ts'
import { mappedCall } from './calls.ts'
import { search, stepsOf } from './path.ts'
import type { Found } from './path.ts'
import { nothingAt, nothingFor, tooMany } from './problems.ts'
import type { About } from './problems.ts'
import { mappedRoute } from './routes.ts'
import { lookUpIn } from './source.ts'
import type { LookUp } from './source.ts'
import { distinct } from './thing.ts'
import type { Thing } from './thing.ts'

/**
 * Reads YAML and JSON files as `mappings` of unitcost.yml say. The admin named these files, so this reader goes
 * before every other one, and its `sniff` looks at the path alone.
 */
export function mappedReader(mappings: readonly Mapping[]): Reader {
  const known = mappings.map((mapping, index) => ({ mapping, number: index + 1, ...filesOf(mapping) }))
  const fitting = (path: string) =>
    known.flatMap(({ mapping, number, paths, globs }): readonly Applied[] => {
      const isCertain = paths.has(path)
      const fits = isCertain || globs.some(glob => glob(path))
      return fits ? [{ mapping, about: { path, number, isCertain } }] : []
    })
  return {
    id: 'mapped',
    title: 'mappings of unitcost.yml',
    files: [...new Set(mappings.flatMap(({ files }) => files))],
    sniff: ({ path }) => fitting(path).length > 0,
    read: file => readWith(fitting(file.path), file),
  }
}

/** Most mappings name one file, and every path of a tree is looked at. */
function filesOf({ files }: Mapping) {
  const isGlob = (file: string) => file.includes('*')
  return {
    paths: new Set(files.filter(file => !isGlob(file))),
    globs: files.filter(isGlob).map(globOf),
  }
}

type Applied = { readonly mapping: Mapping; readonly about: About }

function readWith(applied: readonly Applied[], file: SourceFile): Reading {
  const yaml = parseYaml(file)
  const root = firstDocument(yaml)
  if (root === null) return { ...NOTHING, diagnostics: yaml.diagnostics }
  const lookUp = lookUpIn(root)
  const taken = { call: new Set<string>(), route: new Set<string>() }
  const readings = applied.map(({ mapping, about }) =>
    readOne(
      { mapping, about },
      { root, lookUp, taken: taken[mapping.targets === undefined ? 'call' : 'route'] },
    ),
  )
  return {
    facts: readings.flatMap(({ facts }) => facts),
    diagnostics: readings.flatMap(({ diagnostics }) => diagnostics),
  }
}

type Around = { readonly root: YamlValue; readonly lookUp: LookUp; readonly taken: Set<string> }

const MOST_THINGS = 1000

/** Any text of the file may be taken for a name. */
const LONGEST_NAME = 200

function readOne({ mapping, about }: Applied, { root, lookUp, taken }: Around): Reading {
  const at = mapping.at ?? '$'
  const { found, end, isCut } = search({ value: root, keys: [], names: new Map() }, stepsOf(at), MOST_THINGS)
  if (end !== null) return { facts: [], diagnostics: [nothingAt(about, at, end.value)] }
  const ids = distinct(
    found.map(thing => (lookUp(mapping.name, thing)?.text ?? nameOf(thing, at)).slice(0, LONGEST_NAME)),
    taken,
  )
  const things = found.map((thing, index): Thing => ({
    found: thing,
    id: ids[index] ?? '',
    path: about.path,
    at: { path: about.path, line: thing.value.line },
    look: sources => lookUp(sources, thing),
  }))
  return {
    facts: things.flatMap(thing => factOf(mapping, thing, lookUp) ?? []),
    diagnostics: [...(isCut ? [tooMany(about, MOST_THINGS)] : []), ...silentKeys(mapping, things, about)],
  }
}

const factOf = (mapping: Mapping, thing: Thing, lookUp: LookUp): Fact | null =>
  mapping.targets === undefined ? mappedCall(mapping, thing) : mappedRoute(mapping.targets, thing, lookUp)

/** The keys that the path left open, else the last one that it names. */
function nameOf({ keys }: Found, at: string): string {
  if (keys.length > 0) return keys.join('/')
  const last = stepsOf(at).at(-1)
  return last?.kind === 'key' ? last.key : 'default'
}

const KEYS = ['name', 'model', 'prompt', 'text', 'max_output', 'max_steps'] as const

/** A path that never gives anything is misspelled. */
function silentKeys(mapping: Mapping, things: readonly Thing[], about: About): readonly Diagnostic[] {
  const [first] = things
  if (first === undefined) return []
  const silent = KEYS.flatMap(key => {
    const sources = mapping[key]
    const says = sources === undefined || things.some(thing => thing.look(sources) !== null)
    return says ? [] : [nothingFor(about, { key, sources, first: first.found.value })]
  })
  return [...silent, ...silentTargets(mapping, things, about)]
}

function silentTargets({ targets }: Mapping, things: readonly Thing[], about: About): readonly Diagnostic[] {
  const [first] = things
  if (targets?.at === undefined || first === undefined) return []
  const { at } = targets
  const ends = things.map(thing => search(thing.found, stepsOf(at), 1).end)
  return ends.every(end => end !== null)
    ? [nothingAt(about, `targets ${at}`, ends[0]?.value ?? first.found.value)]
    : []
}
