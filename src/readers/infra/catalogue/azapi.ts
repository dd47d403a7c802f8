import { jsonOf, valueOfJson } from '../json-value.ts'
import type { Resource } from '../resource.ts'
import { AZURE_ACCELERATED, sizeOf } from './azure-size.ts'
import { deployment } from './azure-openai.ts'
import { machines } from './machine.ts'
import type { Family, Purchase } from './purchase.ts'
import { child, inside, number, plain, valueOf } from './section.ts'
import type { Section } from './section.ts'
import { fixedUnits } from './units.ts'

/** Resources of Azure's own API: the type is a text with a version, the body an object or JSON text. */
export const azapi: Family = {
  types: ['azapi_resource'],
  read(resource) {
    const type = plain(resource, 'type')?.split('@')[0]?.toLowerCase() ?? ''
    return READ.get(type)?.(resource, bodyOf(resource)) ?? []
  },
}

type Read = (resource: Resource, body: Section) => readonly Purchase[]

const READ: ReadonlyMap<string, Read> = new Map<string, Read>([
  [
    'microsoft.cognitiveservices/accounts/deployments',
    (_, body) =>
      deployment({ sku: child(body, 'sku'), named: 'name', model: inside(body, 'properties', 'model') }),
  ],
  [
    'microsoft.machinelearningservices/workspaces/onlineendpoints/deployments',
    (resource, body) =>
      machines(resource, {
        provider: 'azure',
        sku: sizeOf(child(body, 'properties'), 'instanceType'),
        accelerated: AZURE_ACCELERATED,
        units: fixedUnits(number(child(body, 'sku'), 'capacity')),
        isSpot: false,
      }),
  ],
])

function bodyOf(resource: Resource): Section {
  const body = valueOf(resource, 'body')
  if (body?.kind !== 'scalar' || typeof body.value !== 'string') return child(resource, 'body')
  const parsed = valueOfJson(jsonOf(body.value), body.origin)
  return child({ at: resource.at, values: new Map([['body', parsed]]) }, 'body')
}
