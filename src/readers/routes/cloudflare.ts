import type { Diagnostic } from '../../model/diagnostic.ts'
import type { RouteFact, RouteTarget } from '../../model/fact.ts'
import type { Reader, Reading, SourceFile } from '../reader.ts'
import { NOTHING } from '../reader.ts'
import { firstDocument, parseYaml } from '../yaml.ts'
import type { YamlValue } from '../yaml.ts'
import { called } from './called.ts'
import { limitsIn, metadataIn } from './cloudflare-limits.ts'
import { graphOf } from './cloudflare-graph.ts'
import type { Graph, Split } from './cloudflare-graph.ts'
import { mostRetries, route, target, under } from './shape.ts'
import { hasKeys } from './sniffing.ts'

/** https://developers.cloudflare.com/ai-gateway/features/dynamic-routing/json-configuration/ */
export const cloudflare: Reader = {
  id: 'cloudflare',
  title: 'Cloudflare AI Gateway dynamic route',
  files: [
    '**/*.{yml,yaml}',
    '**/*{cloudflare,gateway,rout}*.json',
    '**/*{cloudflare,gateway,rout}*/**/*.json',
  ],
  sniff: ({ text }) => hasKeys(text, 'elements', 'outputs', 'elementId'),
  read,
}

const MAX_ELEMENTS = 200

function read(file: SourceFile): Reading {
  const yaml = parseYaml(file)
  const document = firstDocument(yaml)
  if (document === null) return { facts: [], diagnostics: yaml.diagnostics }
  const elements = document.get('elements').items()
  const isRoute = elements.some(each => each.get('type').text() === 'start')
  if (!isRoute) return NOTHING
  if (elements.length > MAX_ELEMENTS) return { facts: [], diagnostics: [tooLarge(file, document)] }
  return { facts: routesOf(document, graphOf(elements), file.path), diagnostics: [] }
}

/** The models that answer first, then whatever is asked when a model or a limit fails, each once. */
function routesOf(document: YamlValue, graph: Graph, path: string): readonly RouteFact[] {
  const name = document.get('name').text() ?? document.get('id').text()
  const id = name === null ? `route:${path}` : `route:${path}#${name}`
  const first = graph.split(graph.start)
  const stages: Split[] = [first]
  const seen = new Set<string>()
  for (const stage of stages)
    for (const next of stage.otherwise) {
      if (seen.has(next)) continue
      seen.add(next)
      stages.push(graph.split(next))
    }
  const reserves = stages.slice(1).filter(stage => stage.shares.size > 0)
  const ids = reserves.map((_, index) => under(id, `fallback-${index + 1}`))
  if (first.shares.size === 0) return []
  const around = { limits: limitsIn(document, path), metadata: metadataIn(document, path) }
  const groups = [first, ...reserves].map(stage => groupOf(stage, graph, path))
  return groups.map((group, index) =>
    route({
      ...group,
      ...around,
      at: index === 0 ? { path, line: document.line } : (group.targets[0]?.at ?? { path, line: null }),
      id: index === 0 ? id : (ids[index - 1] ?? id),
      names: index === 0 && name !== null ? [name, `dynamic/${name}`] : [],
      fallbacks: index === 0 ? ids : [],
    }),
  )
}

function groupOf({ shares, isStatic }: Split, graph: Graph, path: string) {
  const models = [...shares].flatMap(([id, share]) => {
    const element = graph.element(id)
    return element === null ? [] : [{ id, share, element }]
  })
  return {
    selection: isStatic ? ('weighted' as const) : ('dynamic' as const),
    targets: models.map(({ id, share, element }) => ({
      ...modelTarget(id, element, path),
      weight: isStatic ? share : null,
    })),
    ...mostRetries(
      models.map(({ element }) => {
        const retries = element.get('properties').get('retries')
        return { value: retries.number(), at: { path, line: retries.line } }
      }),
    ),
  }
}

function modelTarget(id: string, element: YamlValue, path: string): RouteTarget {
  const properties = element.get('properties')
  const provider = properties.get('provider').text()
  return target({
    id,
    ...called(provider, properties.get('model').text()),
    at: { path, line: properties.get('model').line },
  })
}

const tooLarge = ({ path }: SourceFile, { line }: YamlValue): Diagnostic => ({
  code: 'cloudflare-too-large',
  severity: 'warning',
  message: `This route has more than ${MAX_ELEMENTS} elements and is not analyzed.`,
  hint: 'Split it into several routes.',
  path,
  line,
})
