import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import { parseYaml } from '../readers/yaml.ts'
import type { Tree } from '../snapshot/tree.ts'

/** What the results of a suite depend on, as far as the tree tells. */
export type SuiteInputs = {
  /** Sorted. */
  readonly paths: readonly string[]
  /** A program takes part, or a file that is not found, which may read anything: then every file of the tree counts. */
  readonly isWhole: boolean
}

/**
 * The configuration, what it names, and what that names. Whatever could be the path of a file of the tree is taken
 * for one: a file too many costs a run, one too few would show old results.
 */
export async function suiteInputs(tree: Tree, suite: string): Promise<SuiteInputs> {
  const found = new Set<string>()
  let next: readonly string[] = tree.entries.has(suite) ? [suite] : []
  let isWhole = false
  while (next.length > 0 && !isWhole) {
    for (const path of next) found.add(path)
    const texts = await tree.read(next)
    const named = [...texts].map(([path, content]) =>
      content.kind === 'text' ? namedIn({ path, text: content.text }, suite, tree) : NONE,
    )
    isWhole = next.some(path => PROGRAM.test(path)) || named.some(({ isOpen }) => isOpen)
    next = [...new Set(named.flatMap(({ paths }) => paths))].filter(path => !found.has(path))
  }
  if (!isWhole) return { paths: [...found].toSorted(), isWhole }
  const all = [...tree.entries.keys()].filter(path => !path.startsWith('.unitcost/'))
  return { paths: all.toSorted(), isWhole }
}

/** Equal hashes: the same files, evaluated by the same promptfoo. */
export function inputsHash(tree: Tree, { paths }: SuiteInputs, version: string): string {
  const hash = createHash('sha256').update(`promptfoo ${version}\n`)
  for (const path of paths) hash.update(`${path}\0${tree.entries.get(path)?.key ?? ''}\n`)
  return hash.digest('hex')
}

const PROGRAM = /\.(?:[cm]?[jt]s|py|rb|go|sh|bash|wasm)$/

/** `isOpen`: it names something that cannot be told from the tree. */
type Named = { readonly paths: readonly string[]; readonly isOpen: boolean }

const NONE: Named = { paths: [], isOpen: false }

function namedIn(file: { readonly path: string; readonly text: string }, suite: string, tree: Tree): Named {
  if (!/\.(?:ya?ml|json)$/.test(file.path)) return { ...NONE, isOpen: file.text.includes('file://') }
  const strings = parseYaml(file).documents.flatMap(document => stringsIn(document.plain()))
  const named = strings.map(text => pathsOf(text, posix.dirname(suite), tree))
  return { paths: named.flatMap(({ paths }) => paths), isOpen: named.some(({ isOpen }) => isOpen) }
}

const stringsIn = (value: unknown): readonly string[] => {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return [...Object.keys(value), ...Object.values(value)].flatMap(stringsIn)
}

/** promptfoo resolves every path from the folder of the configuration. */
function pathsOf(text: string, folder: string, { entries }: Tree): Named {
  if (ELSEWHERE.test(text)) return { ...NONE, isOpen: true }
  const isFile = text.startsWith('file://')
  const written = text.replace(/^file:\/\//, '').replace(/(\.\w{1,5}):[\w.]+$/, '$1')
  if (written === '' || written.length > 500 || /\n/.test(written)) return NONE
  const path = posix.normalize(posix.join(folder, written)).replace(/\/$/, '')
  if (entries.has(path)) return { paths: [path], isOpen: false }
  const glob = path.search(/[*?{[]/)
  const above = glob < 0 ? path : posix.dirname(`${path.slice(0, glob)}x`)
  const prefix = above === '.' ? '' : `${above}/`
  const paths =
    isFile || written.includes('/') ? [...entries.keys()].filter(entry => entry.startsWith(prefix)) : []
  return { paths, isOpen: isFile && paths.length === 0 }
}

/** Programs and packages that are not named by a path of the tree. */
const ELSEWHERE = /^(?:exec|package|python|golang|ruby):/
