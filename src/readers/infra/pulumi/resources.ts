import type { Instance } from '../arm/deploy.ts'
import { stackOf as azureStackOf } from '../arm/resources.ts'
import type { Resource, Stack } from '../resource.ts'
import { inTerraformWords } from '../template/terraform-words.ts'
import { known } from '../value.ts'
import type { Origin, Value } from '../value.ts'
import { azureType, terraformType, tokenOf, WORDS } from './types.ts'

/** A resource of a program or a preview, evaluated. */
export type Declared = Pick<Resource, 'name' | 'at' | 'problem'> & {
  readonly type: string
  readonly inputs: ReadonlyMap<string, Value>
}

/** Where they are declared, and settings of the providers: `aws:region`. */
export type Program = Pick<Resource, 'root' | 'environment'> & {
  readonly settings: ReadonlyMap<string, Value>
}

/** The resources in Terraform's words, as far as the catalogue knows them. */
export function stackOf(declared: readonly Declared[], program: Program): Stack {
  const azure = declared.flatMap(one => instanceOf(one))
  const others = declared.flatMap(one => resourceOf(one, program))
  const { root, environment } = program
  return [...others, ...azureStackOf(azure, { root, environment })]
}

function resourceOf(declared: Declared, { root, environment, settings }: Program): readonly Resource[] {
  const { inputs, name, at, problem } = declared
  const token = tokenOf(declared.type)
  const type = terraformType(token)
  if (type === null) return []
  const origin: Origin = { at, source: 'literal', name: null }
  const attributes = inTerraformWords({ kind: 'map', entries: inputs, origin }, WORDS)
  const values = attributes.kind === 'map' ? attributes.entries : new Map<string, Value>()
  const place = `${token.slice(0, token.indexOf(':'))}:`
  const provider = [...settings].flatMap(([key, value]) =>
    key.startsWith(place) ? [[key.slice(place.length), value] as const] : [],
  )
  const where = { root, environment, at, problem, key: null, provider: new Map(provider) }
  return [{ ...where, address: name, name, type, values }]
}

function instanceOf({ type: token, inputs, name, at, problem }: Declared): readonly Instance[] {
  const type = azureType(tokenOf(token))
  if (type === null) return []
  const origin: Origin = { at, source: 'literal', name: null }
  const own = {
    address: name,
    prefix: '',
    key: null,
    type,
    parent: ownerIn(inputs),
    presence: null,
    registry: null,
  }
  const body = inputs.has('name') ? inputs : new Map([...inputs, ['name', known(name, origin)] as const])
  return [{ ...own, path: at.path, line: at.line ?? 1, problem, body }]
}

/** The resource that `accountName: ${account.name}` refers to. */
function ownerIn(inputs: ReadonlyMap<string, Value>): string | null {
  const owners = ['accountName', 'resourceName'].flatMap(name => {
    const value = inputs.get(name)
    return value?.kind === 'unknown' ? value.references : []
  })
  return owners[0] ?? null
}
