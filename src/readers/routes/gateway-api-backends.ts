import type { Deployment } from '../../model/fact.ts'
import type { YamlValue } from '../yaml.ts'
import { vendorAt } from './vendors.ts'

/** Who answers behind a backend of this file. */
export type Backend = {
  readonly provider: string
  readonly deployment: Deployment
  readonly region: string | null
}

export type Backends = ReadonlyMap<string, Backend>

/** API schemas that say who answers. `OpenAI` only says how to talk to it. */
const PROVIDERS: ReadonlyMap<string, string> = new Map([
  ['Anthropic', 'anthropic'],
  ['AWSAnthropic', 'bedrock'],
  ['AWSBedrock', 'bedrock'],
  ['AzureOpenAI', 'azure'],
  ['Cohere', 'cohere'],
  ['GCPAnthropic', 'vertex_ai'],
  ['GCPVertexAI', 'vertex_ai'],
  ['OpenAI', 'openai'],
])

/** Every `AIServiceBackend` by name, with the host of the `Backend` that it stands for. */
export function backendsOf(services: readonly YamlValue[], hosts: readonly YamlValue[]): Backends {
  const hostByName = new Map(hosts.map(each => [nameOf(each), hostOf(each)]))
  return new Map(
    services.flatMap(service => {
      const spec = service.get('spec')
      const host = hostByName.get(spec.get('backendRef').get('name').text() ?? '') ?? null
      const provider = PROVIDERS.get(spec.get('schema').get('name').text() ?? '')
      return provider === undefined ? [] : [[nameOf(service), backendOf(provider, host)] as const]
    }),
  )
}

export const nameOf = (resource: YamlValue): string => resource.get('metadata').get('name').text() ?? ''

const hostOf = (backend: YamlValue): string | null => {
  const [endpoint] = backend.get('spec').get('endpoints').items()
  return endpoint?.get('fqdn').get('hostname').text() ?? endpoint?.get('hostname').text() ?? null
}

const CLUSTER = /\.svc(?:\.|$)|\.local$|^[^.]+$/

function backendOf(schema: string, host: string | null): Backend {
  const provider = schema === 'openai' && host !== null ? (vendorAt(host) ?? schema) : schema
  const isOwn = schema === 'openai' && host !== null && CLUSTER.test(host)
  const region = /^bedrock-runtime(?:-fips)?\.([\w-]+)\.amazonaws\.com$/.exec(host ?? '')?.[1] ?? null
  return { provider, deployment: isOwn ? 'self-hosted' : 'on-demand', region }
}
