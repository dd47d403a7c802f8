import type { Place } from '../../../../model/evidence.ts'
import type { Expression } from '../../hcl/ast.ts'
import type { Declared, ParsedFile, Setting } from './source-file.ts'
import { attributeOf, damageOf } from './source-file.ts'

/** What the files of one folder declare together. */
export type ModuleSource = {
  /** '' at the top. */
  readonly folder: string
  readonly files: readonly ParsedFile[]
  readonly variables: ReadonlyMap<string, Declared>
  readonly locals: ReadonlyMap<string, Setting>
  readonly outputs: ReadonlyMap<string, Declared>
  /** By type and name: `aws_instance.gpu`. */
  readonly resources: ReadonlyMap<string, Declared>
  readonly data: ReadonlyMap<string, Declared>
  readonly calls: ReadonlyMap<string, Declared>
  readonly providers: readonly Declared[]
  /** Where a resource or module call had another address before, new → old. */
  readonly formerly: ReadonlyMap<string, string>
  /** Something here cannot be read, so what is not found may be there. */
  readonly damage: Place | null
  /** It says where its state is kept: so it is run itself, not only called. */
  readonly hasBackend: boolean
}

/** Nobody has more, and every resource looks through them. */
const MAX_PROVIDERS = 100

export function moduleSource(folder: string, files: readonly ParsedFile[]): ModuleSource {
  const declared = files.flatMap(file => file.body.blocks.map(block => ({ block, file, again: null })))
  const of = (type: string, labels: number) =>
    declared.filter(({ block }) => block.type === type && block.labels.length === labels)
  return {
    folder,
    files,
    variables: byName(of('variable', 1)),
    locals: new Map(of('locals', 0).flatMap(localsOf)),
    outputs: byName(of('output', 1)),
    resources: byName(of('resource', 2)),
    data: byName(of('data', 2)),
    calls: byName(of('module', 1)),
    providers: of('provider', 1).slice(0, MAX_PROVIDERS),
    formerly: new Map(of('moved', 0).flatMap(movedOf)),
    damage: files.map(damageOf).find(damage => damage !== null) ?? null,
    hasBackend: of('terraform', 0).some(({ block }) =>
      block.body.blocks.some(({ type }) => type === 'backend' || type === 'cloud'),
    ),
  }
}

function byName(declared: readonly Declared[]): ReadonlyMap<string, Declared> {
  const found = new Map<string, Declared>()
  for (const one of declared) {
    const name = one.block.labels.join('.')
    const first = found.get(name)
    const again = { path: one.file.path, line: one.block.span.line }
    found.set(name, first === undefined ? one : { ...first, again })
  }
  return found
}

const localsOf = ({ block, file }: Declared): readonly (readonly [string, Setting])[] =>
  block.body.attributes.map(attribute => [attribute.name, { attribute, file }])

function movedOf({ block }: Declared): readonly (readonly [string, string])[] {
  const [from, to] = ['from', 'to'].map(name => addressOf(attributeOf(block.body, name)?.value))
  return from && to ? [[to, from]] : []
}

/** `aws_instance.gpu[0]` is `aws_instance.gpu`; null for everything that is no address. */
export function addressOf(expression: Expression | undefined): string | null {
  const names: string[] = []
  let inner = expression
  for (; inner?.kind === 'attribute' || inner?.kind === 'index'; inner = inner.of)
    if (inner.kind === 'attribute' && names.length < 40) names.unshift(inner.name)
  if (inner?.kind === 'literal' && names.length === 0) return String(inner.value)
  return inner?.kind === 'variable' ? [inner.name, ...names].join('.') : null
}
