import { createHash } from 'node:crypto'
import { posix } from 'node:path'
import type { Tree } from '../snapshot/tree.ts'

/** What the results of a suite depend on, as far as the tree tells. */
export type SuiteInputs = {
  /** Sorted. */
  readonly paths: readonly string[]
  /** A program takes part, which may read anything: then every file of the tree counts. */
  readonly hasProgram: boolean
}

/**
 * The configuration, what it names, and what that names. Whatever looks like the path of a file of the tree is taken
 * for one: a file too many costs a run, one too few would show old results.
 */
export async function suiteInputs(tree: Tree, suite: string): Promise<SuiteInputs> {
  const found = new Set<string>()
  const folder = posix.dirname(suite)
  let next = tree.entries.has(suite) ? [suite] : []
  let hasProgram = false
  while (next.length > 0) {
    for (const path of next) found.add(path)
    hasProgram ||= next.some(path => PROGRAM.test(path))
    const texts = await tree.read(next.filter(path => NAMES_OTHERS.test(path)))
    const named = [...texts.values()].flatMap(content => {
      if (content.kind !== 'text') return []
      hasProgram ||= ELSEWHERE.test(content.text)
      return pathsIn(content.text, folder, tree)
    })
    next = [...new Set(named)].filter(path => !found.has(path))
  }
  if (!hasProgram) return { paths: [...found].toSorted(), hasProgram }
  const whole = [...tree.entries.keys()].filter(path => !path.startsWith('.unitcost/'))
  return { paths: whole.toSorted(), hasProgram }
}

/** Equal hashes: the same files, evaluated by the same promptfoo. */
export function inputsHash(tree: Tree, { paths }: SuiteInputs, version: string): string {
  const hash = createHash('sha256').update(`promptfoo ${version}\n`)
  for (const path of paths) hash.update(`${path}\0${tree.entries.get(path)?.key ?? ''}\n`)
  return hash.digest('hex')
}

const PROGRAM = /\.(?:[cm]?[jt]s|py|rb|go|sh|bash|wasm)$/
const NAMES_OTHERS = /\.(?:ya?ml|json|jsonl)$/
/** Programs that are not named by a path of the tree. */
const ELSEWHERE = /\b(?:exec|package|python|golang|ruby):/

/** promptfoo resolves every path from the folder of the configuration. */
function pathsIn(text: string, folder: string, { entries }: Tree): readonly string[] {
  const words = new Set(text.match(/[\w@.*{}/[\]-]{3,300}/g))
  return [...words].flatMap(word => {
    if (!/[./]/.test(word)) return []
    const path = posix.normalize(posix.join(folder, word.replace(/^\/{2}/, '')))
    if (entries.has(path)) return [path]
    const glob = path.search(/[*{[]/)
    const isFolder = word.includes('/') && !posix.basename(path).includes('.')
    const above = glob < 0 ? (isFolder ? path : null) : posix.dirname(path.slice(0, glob + 1))
    if (above === null || above.startsWith('..')) return []
    const prefix = above === '.' ? '' : `${above}/`
    return [...entries.keys()].filter(entry => entry.startsWith(prefix))
  })
}
