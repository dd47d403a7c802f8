import type { Body, Block, Expression } from '../hcl/ast.ts'

/** What one file defines. Its folder may define more, which a reader of single files does not see. */
export type Scope = {
  readonly path: string
  readonly text: string
  readonly variables: ReadonlyMap<string, Block>
  /** By address inside the file: `aws_instance.gpu`. */
  readonly resources: ReadonlyMap<string, Block>
  readonly providers: readonly Block[]
  /** Addresses that expressions (or comments) of the file mention: `aws_launch_template.gpu`. */
  readonly mentions: ReadonlySet<string>
}

/** Nobody has more, and every resource looks through them. */
const MAX_PROVIDERS = 100
const ADDRESS = /\b[a-z][a-z0-9_]*\.[A-Za-z_][\w-]*(?=\.)/g

export function scopeOf(path: string, text: string, { blocks }: Body): Scope {
  const of = (type: string, labels: number) =>
    blocks.filter(block => block.type === type && block.labels.length === labels)
  return {
    path,
    text,
    variables: keyed(of('variable', 1)),
    resources: keyed(of('resource', 2)),
    providers: of('provider', 1).slice(0, MAX_PROVIDERS),
    mentions: new Set(text.match(ADDRESS) ?? []),
  }
}

const keyed = (blocks: readonly Block[]): ReadonlyMap<string, Block> =>
  new Map(blocks.map(block => [block.labels.join('.'), block]))

/** `var.size` → `['var', 'size']`; null for everything that is not a plain chain of names. */
export function chainOf(expression: Expression): readonly string[] | null {
  const names: string[] = []
  let inner = expression
  while (inner.kind === 'attribute' && names.length < 4) {
    names.unshift(inner.name)
    inner = inner.of
  }
  return inner.kind === 'variable' ? [inner.name, ...names] : null
}

export const attributeOf = (body: Body, name: string) =>
  body.attributes.findLast(attribute => attribute.name === name)
