import type { Place } from '../../../../model/evidence.ts'
import type { Value } from '../../value.ts'
import { unknownValue } from '../../value.ts'
import type { Budget } from '../../hcl/evaluate/context.ts'
import { evaluate } from '../../hcl/evaluate/evaluate.ts'
import type { ModuleTree } from './module-tree.ts'
import type { ParsedFile, Setting } from './source-file.ts'
import { damageOf, folderOf, placeOf } from './source-file.ts'

/** What variable files set. */
export type VariableValues = {
  readonly settings: ReadonlyMap<string, Setting>
  /** A file that cannot be read may set everything else. */
  readonly damage: Place | null
}

/**
 * Those that Terraform finds by itself, and those that are passed by hand, later ones first.
 * https://developer.hashicorp.com/terraform/language/values/variables#variable-definition-precedence
 */
export function variableValues(tree: ModuleTree, root: string, passed: readonly string[]): VariableValues {
  const own = [...tree.variableFiles.values()].filter(({ path }) => folderOf(path) === root)
  const named = (pattern: RegExp) => own.filter(({ path }) => pattern.test(path))
  const found = passed.map(path => tree.variableFiles.get(path) ?? path)
  const files = [
    ...named(/(?:^|\/)terraform\.tfvars$/),
    ...named(/(?:^|\/)terraform\.tfvars\.json$/),
    ...named(/\.auto\.tfvars(?:\.json)?$/),
    ...found.filter((file): file is ParsedFile => typeof file !== 'string'),
  ]
  const missing = found.find(file => typeof file === 'string')
  const settings = files.flatMap(file =>
    file.body.attributes.map(attribute => [attribute.name, { attribute, file }] as const),
  )
  const damage = files.map(damageOf).find(place => place !== null) ?? null
  return {
    settings: new Map(settings),
    damage: damage ?? (missing === undefined ? null : { path: missing, line: null }),
  }
}

/** What the files set; null: nothing. */
export function inputFrom({ settings, damage }: VariableValues, name: string, budget: Budget): Value | null {
  const setting = settings.get(name)
  if (setting !== undefined) {
    const { attribute, file } = setting
    return evaluate(attribute.value, {
      file,
      source: { source: 'variables', name: `var.${name}` },
      names: new Map(),
      item: null,
      resolve: (root, _, here) => ({
        value: unknownValue(`${root}, which a variable file cannot use`, here),
        rest: [],
      }),
      budget,
    })
  }
  if (damage === null) return null
  const reason = `var.${name}, which ${placeOf(damage)} may set, and that cannot be read`
  return unknownValue(reason, { at: damage, source: 'variables', name: `var.${name}` })
}
