import type { Origin, Value } from '../../value.ts'
import { unknownValue } from '../../value.ts'
import type { Expression } from '../../hcl/ast.ts'
import { isNull } from '../../hcl/evaluate/convert.ts'
import { evaluate } from '../../hcl/evaluate/evaluate.ts'
import { typed } from '../../hcl/evaluate/types.ts'
import { parseValue } from '../../hcl/parser.ts'
import { contextOf, once, undeclared, type Scope } from './scope.ts'
import { attributeOf, placeOf, type Declared } from './source-file.ts'

/** What the caller or a variable file sets, else the default, in the declared type. */
export function variable(scope: Scope, name: string, here: Origin): Value {
  const key = `var.${name}`
  return once(scope, { key, here }, () => {
    const declared = scope.source.variables.get(name)
    const stated = scope.input(name)
    if (declared?.again) return unknownValue(`${key}, which ${placeOf(declared.again)} declares again`, here)
    if (declared === undefined) return stated ?? undeclared(scope, key, here)
    const isNullable = !isFalse(attributeOf(declared.block.body, 'nullable')?.value)
    const isStated = stated !== null && (isNullable || !isNull(stated))
    const value = isStated ? stated : preset(scope, name, { ...declared, here })
    const type = typeIn(declared)
    return type === null ? value : typed(value, type, contextOf(scope, declared.file))
  })
}

/** The default. In a module that is called it is as fixed as everything else that the tree says. */
function preset(
  scope: Scope,
  name: string,
  { block, file, here }: Declared & { readonly here: Origin },
): Value {
  const attribute = attributeOf(block.body, 'default')
  if (attribute === undefined) {
    const at = `${file.path}:${block.span.line}`
    const why = block.body.damaged ? `whose block in ${at} cannot be read` : whyUnset(scope, name)
    return unknownValue(`var.${name}, ${why}`, here)
  }
  const context = contextOf(scope, file)
  const source = scope.depth === 0 ? ({ source: 'default', name: `var.${name}` } as const) : context.source
  return evaluate(attribute.value, { ...context, source })
}

/** A variable file that only its user knows about may set it: then unitcost.yml can say so. */
function whyUnset({ depth, source, tree }: Scope, name: string): string {
  const inside = source.folder === '' ? '' : `${source.folder}/`
  const files = depth === 0 ? [...tree.variableFiles.values()] : []
  const file = files.find(
    ({ path, body }) => path.startsWith(inside) && attributeOf(body, name) !== undefined,
  )
  if (file === undefined) return 'which has no default'
  return `which has no default (${file.path} sets it: see \`infrastructure.variables\` of unitcost.yml)`
}

/** In JSON, and before Terraform 0.12, the type is a text. */
function typeIn({ block }: Declared): Expression | null {
  const type = attributeOf(block.body, 'type')?.value
  if (type?.kind !== 'literal') return type ?? null
  return parseValue(String(type.value)).value
}

const isFalse = (expression: Expression | undefined): boolean =>
  expression?.kind === 'literal' && expression.value === false
