import { posix } from 'node:path'
import { UnitcostError } from '../model/diagnostic.ts'
import { firstDocument, parseYaml, type YamlValue } from '../readers/yaml.ts'
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
  for (const path of named) if (!tree.entries.has(path)) throw missing(path, 'it was named')
  if (named.length > 0) return [...new Set(named)]
  const declared = await declaredIn(tree, config)
  for (const path of declared) if (!tree.entries.has(path)) throw missing(path, `${config} names it`)
  const suites = declared.filter(path => !isEvidence(path))
  if (suites.length > 0) return suites
  const usual = [...tree.entries.keys()].filter(path => USUAL.test(path))
  if (usual.length > 0) return usual
  throw new UnitcostError(
    'eval-config',
    'there are no evals to run: unitcost.yml names none, and there is no promptfooconfig.yaml',
    'Write a first one with `unitcost init --evals`, or name yours: unitcost eval path/promptfooconfig.yaml',
  )
}

const USUAL = /(?:^|\/)promptfooconfig\.(?:ya?ml|json|[cm]?[jt]s)$/

/** A workload may name results instead of a suite: nothing to run. */
const isEvidence = (path: string) => path.startsWith('.unitcost/') || /results?\.jsonl?$/.test(path)

/** Read without checking the rest of unitcost.yml, which is the gate's business. */
async function declaredIn(tree: Tree, path: string): Promise<readonly string[]> {
  const content = (await tree.read([path])).get(path)
  if (content?.kind !== 'text') return []
  const workloads =
    firstDocument(parseYaml({ path, text: content.text }))
      ?.get('workloads')
      .entries() ?? []
  const paths = workloads.flatMap(({ value }) => textsOf(value.get('evals')))
  return [...new Set(paths.map(each => posix.normalize(each)))]
}

const textsOf = (value: YamlValue): readonly string[] =>
  [value, ...value.items()].flatMap(each => each.text() ?? [])

const missing = (path: string, why: string) =>
  new UnitcostError(
    'eval-config',
    `${path} does not exist (${why})`,
    'Name the configuration of the suite by its path from the root of the repository.',
  )
