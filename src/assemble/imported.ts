import { posix } from 'node:path'

/** Finds what another file imports: `PATH#NAME` with the path as an import writes it. */
export type Imported<Thing> = (path: string, name: string) => Thing | undefined

/**
 * Imports leave out endings, `from app import config` may name a file, and a package may have its root in a folder
 * of the tree: then it is the one thing that can be meant.
 */
export function importedFrom<Thing extends { readonly id: string }>(
  things: readonly Thing[],
): Imported<Thing> {
  const byId = new Map(things.map(thing => [thing.id, thing]))
  const byEnd = new Map<string, Thing[]>()
  for (const thing of things) {
    const end = posix.basename(thing.id)
    byEnd.set(end, [...(byEnd.get(end)?.slice(0, MOST_ALIKE) ?? []), thing])
  }
  const rooted = (id: string) => {
    const alike = byEnd.get(posix.basename(id)) ?? []
    const ends = alike.filter(thing => thing.id.endsWith(`/${id}`))
    return ends.length === 1 && alike.length <= MOST_ALIKE ? ends[0] : undefined
  }
  return (path, name) => {
    const ids = idsOf(path, name)
    return [byId.get.bind(byId), rooted].flatMap(find => ids.map(find)).find(found => found !== undefined)
  }
}

/** More files of one name than that are not told apart. */
const MOST_ALIKE = 50

function idsOf(path: string, name: string): readonly string[] {
  const [module = '', ...fields] = name.split('.')
  const places = [
    { path, name },
    ...(fields.length === 0 ? [] : [{ path: `${path}/${module}`, name: fields.join('.') }]),
  ]
  return places.flatMap(place => fileNames(place.path).map(file => `${file}#${place.name}`))
}

/** `./models` may be a file, or the entry of a folder. */
const fileNames = (path: string): readonly string[] =>
  [path, path.replace(/\.(?:js|mjs|cjs|jsx)$/u, '')].flatMap(file =>
    ENDINGS.map(ending => `${file}${ending}`),
  )

const ENDINGS = [
  '',
  '.ts',
  '.tsx',
  '.js',
  '.jsx',
  '.mjs',
  '.cjs',
  '.py',
  '/index.ts',
  '/index.js',
  '/__init__.py',
]
