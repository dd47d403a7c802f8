import { referenced, resourceOf, text } from './resource.ts'
import type { Resource, Section } from './resource.ts'
import { attributeOf, chainOf } from './scope.ts'

/** Where the file says that it is: on the resource, else in the provider's block of the same file. */
export const awsRegion = (resource: Resource): string | null =>
  known(resource, 'region') ??
  known(resource, 'availability_zone')?.replace(/(?<=-\d)[a-z]$/, '') ??
  providerRegion(resource, 'aws')

/** Zones and regions alike: `us-central1-a` is in `us-central1`. */
export const googleRegion = (resource: Resource): string | null =>
  googleLocation(resource)?.replace(/(?<=\d)-[a-z]$/, '') ?? providerRegion(resource, 'google')

/** As written: the region or zone of the resource or of the cluster that it belongs to. */
export const googleLocation = (resource: Resource): string | null =>
  known(resource, 'zone') ?? known(resource, 'location') ?? ownerLocation(resource, 'cluster')

/** `East US 2` and `eastus2` are the same region. */
export function azureRegion(resource: Resource): string | null {
  const owners = ['kubernetes_cluster_id', 'cognitive_account_id']
  const stated =
    known(resource, 'location') ?? owners.map(owner => ownerLocation(resource, owner)).find(at => at !== null)
  return stated?.toLowerCase().replaceAll(' ', '') ?? null
}

function ownerLocation(resource: Resource, attribute: string): string | null {
  const owner = referenced(resource, attribute)
  return owner && known(owner, 'location')
}

/** The provider that `provider = aws.west` names, else the one without an alias. */
function providerRegion(resource: Resource, name: string): string | null {
  const chosen = attributeOf(resource.body, 'provider')
  const alias = (chosen && chainOf(chosen.value)?.[1]) ?? null
  const provider = resource.scope.providers
    .filter(block => block.labels[0] === name)
    .map(block => resourceOf(resource.scope, block))
    .find(block => known(block, 'alias') === alias)
  return provider ? known(provider, 'region') : null
}

function known(section: Section, name: string): string | null {
  const value = text(section, name)
  return value.kind === 'known' ? value.value : null
}
