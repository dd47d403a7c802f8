import type { RouteFact } from '../../model/fact.ts'
import type { Reader, Reading, SourceFile } from '../reader.ts'
import { parseYaml } from '../yaml.ts'
import type { YamlValue } from '../yaml.ts'
import { backendsOf } from './gateway-api-backends.ts'
import { poolRoutes } from './gateway-api-pools.ts'
import { retriesFor } from './gateway-api-retries.ts'
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
    /^[ \t-]*kind[ \t]*:[ \t]*["']?(?:AIGatewayRoute|InferencePool)\b/m.test(text) &&
    /^[ \t-]*kind[ \t]*:[ \t]*["']?(?:AIGatewayRoute|HTTPRoute)\b/m.test(text),
  read,
}

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
    retries: retriesFor(ofKind('BackendTrafficPolicy'), file.path),
  }
  const facts: readonly RouteFact[] = [
    ...modelRoutes(ofKind('AIGatewayRoute'), known),
    ...poolRoutes(ofKind('HTTPRoute'), known),
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
