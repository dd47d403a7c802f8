import { posix } from 'node:path'
import { UnitcostError } from '../model/diagnostic.ts'
import { firstDocument, parseYaml, type YamlValue } from '../readers/yaml.ts'
import type { SourceFile } from '../readers/reader.ts'
import type { Tree } from '../snapshot/tree.ts'

/**
 * Paths of the suites to run: those that are named, else what `evals` of unitcost.yml names, else every promptfoo
 * configuration of the tree by its usual name.
 * @throws UnitcostError `eval-config` when there is none, or a named one does not exist
 */
export async function findSuites(
  tree: Tree,
  { named, config }: { readonly named: readonly string[]; readonly config: string },
): Promise<readonly string[]> {
  const suites = named.length > 0 ? [...new Set(named)] : await declaredIn(tree, config)
  for (const path of suites)
    if (!tree.entries.has(path)) throw missing(path, named.length > 0 ? 'it was named' : `${config} names it`)
  const found = suites.length > 0 ? suites : [...tree.entries.keys()].filter(path => USUAL.test(path))
  if (found.length === 0) throw none()
  await checkSyntax(tree, found)
  return found
}

const USUAL = /(?:^|\/)promptfooconfig\.(?:ya?ml|json|[cm]?[jt]s)$/

/** A workload may name results instead of a suite: nothing to run. */
const isEvidence = (path: string) => path.startsWith('.unitcost/') || /results?\.jsonl?$/.test(path)

async function declaredIn(tree: Tree, path: string): Promise<readonly string[]> {
  const content = (await tree.read([path])).get(path)
  const declared =
    content?.kind === 'text' ? [...declaredEvals({ path, text: content.text }).values()].flat() : []
  return [...new Set(declared)].filter(each => !isEvidence(each))
}

/** Workload → what its `evals` names. Read without checking the rest of unitcost.yml, which is the gate's business. */
export function declaredEvals(file: SourceFile): ReadonlyMap<string, readonly string[]> {
  const workloads = firstDocument(parseYaml(file))?.get('workloads').entries() ?? []
  return new Map(workloads.map(({ key, value }) => [key, textsOf(value.get('evals')).map(posix.normalize)]))
}

const textsOf = (value: YamlValue): readonly string[] =>
  [value, ...value.items()].flatMap(each => each.text() ?? [])

/** Said here with the line, and not by the stack of a program that failed on it. */
async function checkSyntax(tree: Tree, suites: readonly string[]): Promise<void> {
  const texts = await tree.read(suites.filter(path => /\.(?:ya?ml|json)$/.test(path)))
  for (const [path, content] of texts) {
    if (content.kind !== 'text')
      throw new UnitcostError(
        'eval-config',
        `${path} cannot be read: ${content.why}`,
        'Keep it as a plain text file.',
      )
    const [problem] = parseYaml({ path, text: content.text }).diagnostics
    if (problem !== undefined)
      throw new UnitcostError(
        'eval-config',
        `${path}:${problem.line ?? 1} ${problem.message}`,
        'Correct it there.',
      )
  }
}

const none = () =>
  new UnitcostError(
    'eval-config',
    'there are no evals to run: unitcost.yml names none, and there is no promptfooconfig.yaml',
    'Write a first one with `unitcost init --evals`, or name yours: unitcost eval path/promptfooconfig.yaml',
  )

const missing = (path: string, why: string) =>
  new UnitcostError(
    'eval-config',
    `${path} does not exist (${why})`,
    'Name the configuration of the suite by its path from the root of the repository.',
  )
