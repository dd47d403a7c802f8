import type { RouteFact, RouteTarget } from '../../model/fact.ts'
import type { RouteCache } from '../../model/gateway.ts'
import type { Reader, SourceFile } from '../reader.ts'
import { firstDocument, parseYaml } from '../yaml.ts'
import type { YamlValue } from '../yaml.ts'
import { called } from './called.ts'
import { metadataOf } from './portkey-metadata.ts'
import { reasoningOf } from './reasoning.ts'
import { chain, distinct, positive, target, under } from './shape.ts'
import type { Group } from './shape.ts'
import { hasKeys } from './sniffing.ts'

/** https://portkey.ai/docs/product/ai-gateway/configs */
export const portkey: Reader = {
  id: 'portkey',
  title: 'Portkey config',
  files: [
    '**/*.{yml,yaml}',
    '**/*{portkey,gateway,llm,rout,fallback,balanc}*.json',
    '**/*{portkey,gateway,llm}*/**/*.json',
  ],
  sniff: ({ text }) =>
    hasKeys(text, 'strategy', 'targets', 'mode') &&
    /["' ](?:single|loadbalance|fallback|conditional)\b/.test(text) &&
    hasKeys(text, '(?:provider|virtual_key|override_params|targets)'),
  read(file: SourceFile) {
    const yaml = parseYaml(file)
    const document = firstDocument(yaml)
    if (document === null) return { facts: [], diagnostics: yaml.diagnostics }
    return { facts: configsIn(document, file.path), diagnostics: [] }
  },
}

/** A file is one config, or holds several by name. */
function configsIn(document: YamlValue, path: string): readonly RouteFact[] {
  const at = { path, line: document.line }
  if (isConfig(document)) return configRoutes(document, { id: `route:${path}`, names: [], at })
  return document
    .entries()
    .filter(({ value }) => isConfig(value))
    .flatMap(({ key, value }) =>
      configRoutes(value, { id: `route:${path}#${key}`, names: [key], at: { path, line: value.line } }),
    )
}

const MODES = new Set(['single', 'loadbalance', 'fallback', 'conditional'])

const isConfig = (value: YamlValue): boolean =>
  value.get('targets').shape === 'list' && MODES.has(modeOf(value))

const modeOf = (value: YamlValue): string => value.get('strategy').get('mode').text() ?? 'single'

type Named = Pick<RouteFact, 'id' | 'names' | 'at'>
/** What a target takes over from the config around it. */
type Inherited = {
  readonly retries: YamlValue | null
  readonly cache: RouteCache | null
  readonly depth: number
}

const MAX_DEPTH = 8

function configRoutes(
  config: YamlValue,
  named: Named,
  { retries, cache: around, depth }: Inherited = { retries: null, cache: null, depth: 0 },
): readonly RouteFact[] {
  const own = config.get('retry').get('attempts')
  const attempts = own.number() === null ? retries : own
  const cache = cacheOf(config, named.at.path) ?? around
  const ids = distinct(
    config
      .get('targets')
      .items()
      .map((each, index) => idOf(each, index)),
  )
  const parts = config
    .get('targets')
    .items()
    .map((each, index) => {
      const id = under(named.id, `targets/${ids[index] ?? index}`)
      const inner = isConfig(each) && depth < MAX_DEPTH
      const at = { path: named.at.path, line: each.line }
      return {
        target: inner
          ? target({ id: ids[index] ?? '', model: id, at })
          : leaf(each, { id: ids[index] ?? '', at }),
        weight: each.get('weight').number(),
        routes: inner
          ? configRoutes(each, { id, names: [], at }, { retries: attempts, cache, depth: depth + 1 })
          : [],
      }
    })
  const common = {
    cache,
    metadata: metadataOf(config, named.at.path),
    retries: attempts?.number() ?? null,
    retriesAt: attempts === null ? null : { path: named.at.path, line: attempts.line },
  }
  const groups = groupsOf(modeOf(config), parts, { at: named.at, ...common })
  return [...chain(named, groups), ...parts.flatMap(({ routes }) => routes)]
}

const CACHES: ReadonlyMap<string, RouteCache['kind']> = new Map([
  ['simple', 'exact'],
  ['semantic', 'semantic'],
])

/** `cache: simple`, or with an age. https://portkey.ai/docs/product/ai-gateway/cache-simple-and-semantic */
function cacheOf(config: YamlValue, path: string): RouteCache | null {
  const written = config.get('cache')
  const kind = CACHES.get(written.text() ?? written.get('mode').text() ?? '')
  if (kind === undefined) return null
  const ttl = positive(written.get('max_age').number())
  const at = { path, line: written.line }
  return { kind, ttl, threshold: null, embedding: null, scope: [], byDefault: true, at }
}

type Part = { readonly target: RouteTarget; readonly weight: number | null }

function groupsOf(mode: string, parts: readonly Part[], common: Omit<Group, 'targets'>): readonly Group[] {
  const targets = parts.map(({ target }) => target)
  switch (mode) {
    case 'fallback':
      return targets.map(each => ({ ...common, at: each.at, targets: [{ ...each, weight: 1 }] }))
    case 'conditional':
      return [{ ...common, selection: 'dynamic', targets }]
    case 'loadbalance':
      return [{ ...common, targets: parts.map(({ target, weight }) => ({ ...target, weight: weight ?? 1 })) }]
    default:
      return [{ ...common, targets: targets.slice(0, 1).map(each => ({ ...each, weight: 1 })) }]
  }
}

/** Virtual keys are names of secrets: they identify a target, but are never shown. */
function idOf(written: YamlValue, index: number): string {
  const model = written.get('override_params').get('model').text()
  return written.get('name').text() ?? model ?? written.get('provider').text() ?? `targets/${index}`
}

function leaf(written: YamlValue, { id, at }: Pick<RouteTarget, 'id' | 'at'>): RouteTarget {
  const override = written.get('override_params')
  const [, slug = null, name = null] = /^@([^/]+)\/(.+)$/.exec(override.get('model').text() ?? '') ?? []
  const provider = written.get('provider').text()
  const isPlain = provider !== null && !provider.startsWith('@') && slug === null
  const hidden = 'the provider is behind an integration of Portkey, which does not say who answers'
  return target({
    id,
    at,
    reasoning: reasoningOf(
      override.get('reasoning_effort'),
      override.get('thinking').get('budget_tokens'),
      at.path,
    ),
    ...called(isPlain ? provider : null, name ?? override.get('model').text(), hidden),
    maxOutput: positive(
      override.get('max_tokens').number() ?? override.get('max_completion_tokens').number(),
    ),
  })
}
