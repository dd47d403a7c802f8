import type { Diagnostic } from '../../../model/diagnostic.ts'
import type { CapacityFact } from '../../../model/fact.ts'
import type { ProjectReader, Reading, SourceFile } from '../../reader.ts'
import type { Body, Problem } from '../hcl/ast.ts'
import { parseHcl } from '../hcl/parser.ts'
import { familyOf, namesAny } from './catalogue.ts'
import { resourceOf } from './resource.ts'
import type { Purchase, Resource } from './resource.ts'
import { scopeOf } from './scope.ts'
import { tagsOf } from './tags.ts'
import { timesCount } from './units.ts'

/** https://developer.hashicorp.com/terraform/language/syntax/configuration */
export const terraform: ProjectReader = {
  id: 'terraform',
  title: 'Terraform and OpenTofu',
  files: ['**/*.tf', '**/*.tofu'],
  sniff: file => namesAny(file.text),
  read(files) {
    const readings = [...files.values()].map(readFile)
    return {
      facts: readings.flatMap(({ facts }) => facts),
      diagnostics: readings.flatMap(({ diagnostics }) => diagnostics),
    }
  },
}

function readFile(file: SourceFile): Reading {
  const { body, problems } = parseHcl(file.text)
  const scope = scopeOf(file.path, file.text, body)
  const resources = [...scope.resources.values()].map(block => resourceOf(scope, block))
  return { facts: resources.flatMap(factsOf), diagnostics: diagnosticsOf(file, problems) }
}

function factsOf(resource: Resource): readonly CapacityFact[] {
  const purchases = familyOf(resource.type)?.read(resource) ?? []
  return purchases.flatMap(purchase => factOf(resource, purchase) ?? [])
}

function factOf(resource: Resource, purchase: Purchase): CapacityFact | null {
  const { sku, part, ...bought } = purchase
  const units = timesCount(resource, purchase.units)
  if (units === null) return null
  const { path } = resource.scope
  return {
    ...bought,
    kind: 'capacity',
    lifetime: 'always',
    accelerator: null,
    engine: null,
    node: null,
    assumed: [],
    id: addressOf(resource, part),
    at: { path, line: resource.line },
    sku: sku.kind === 'known' ? sku.value : null,
    skuAt: { path, line: sku.line },
    units: units.kind === 'known' ? units.value : null,
    unitsAt: { path, line: units.line },
    tags: tagsOf(resource),
    unresolved: reasons(resource, [sku, units]),
  }
}

/** The folder, not the file: a block that moves between files of one root stays the same thing. */
function addressOf({ scope, type, name }: Resource, part: string | null): string {
  const folder = scope.path.slice(0, scope.path.lastIndexOf('/') + 1)
  return `${folder}${type}.${name}${part === null ? '' : `#${part}`}`
}

function reasons(resource: Resource, values: readonly { readonly kind: string; readonly reason?: string }[]) {
  const damage = isDamaged(resource.body) ? ['the block has a syntax error'] : []
  const unread = values.flatMap(value => value.reason ?? [])
  return [...damage, ...unread].join('; ') || null
}

const isDamaged = (body: Body): boolean => body.damaged || body.blocks.some(block => isDamaged(block.body))

function diagnosticsOf({ path }: SourceFile, [first, ...more]: readonly Problem[]): readonly Diagnostic[] {
  if (first === undefined) return []
  const others =
    more.length === 0 ? '' : ` (and ${more.length} more ${more.length === 1 ? 'place' : 'places'})`
  return [
    {
      code: 'hcl-syntax',
      severity: 'error',
      message: `This file is not valid HCL: ${first.message}${others}.`,
      hint: 'Fix the syntax near this line (`terraform validate` shows it), so that its cost can be read again.',
      path,
      line: first.line,
    },
  ]
}
