import type { Fact } from '../../model/fact.ts'
import type { Reader, Reading, SourceFile } from '../reader.ts'
import { parseYaml } from '../yaml.ts'
import type { YamlValue } from '../yaml.ts'
import { backendsOf } from './gateway-api-backends.ts'
import { trafficPolicies } from './gateway-api-policies.ts'
import { poolRoutes } from './gateway-api-pools.ts'
import { modelRoutes } from './gateway-api-rules.ts'

/**
 * https://aigateway.envoyproxy.io/docs/api/ and
 * https://gateway-api-inference-extension.sigs.k8s.io/api-types/inferencepool/
 */
export const gatewayApi: Reader = {
  id: 'gateway-api',
  title: 'Envoy AI Gateway and Gateway API inference pools',
  files: ['**/*.{yml,yaml}'],
  sniff: ({ text }) =>
    isKind(text, 'AIGatewayRoute|BackendTrafficPolicy') ||
    (isKind(text, 'InferencePool') && isKind(text, 'HTTPRoute')),
  read,
}

const isKind = (text: string, kinds: string): boolean =>
  new RegExp(`^[ \\t-]*kind[ \\t]*:[ \\t]*["']?(?:${kinds})\\b`, 'm').test(text)

function read(file: SourceFile): Reading {
  const yaml = parseYaml(file)
  if (yaml.documents.length === 0 && file.text.includes('{{'))
    return { facts: [], diagnostics: [templated(file)] }
  const all = yaml.documents.flatMap(document =>
    document.get('kind').text() === 'List' ? document.get('items').items() : [document],
  )
  const ofKind = (kind: string): readonly YamlValue[] => all.filter(each => each.get('kind').text() === kind)
  const known = {
    path: file.path,
    backends: backendsOf(ofKind('AIServiceBackend'), ofKind('Backend')),
  }
  const facts: readonly Fact[] = [
    ...modelRoutes(ofKind('AIGatewayRoute'), known),
    ...poolRoutes(ofKind('HTTPRoute'), file.path),
    ...trafficPolicies(ofKind('BackendTrafficPolicy'), file.path),
  ]
  return { facts, diagnostics: yaml.diagnostics }
}

const templated = ({ path }: SourceFile): Reading['diagnostics'][number] => ({
  code: 'not-analyzed-template',
  severity: 'note',
  message: 'This route is a template: what it sends where is decided when it is rendered.',
  hint: 'Commit the rendered manifest, or declare the route of the workload in unitcost.yml.',
  path,
  line: null,
})
