import type { RouteFact } from '../../model/fact.ts'
import type { Reader, Reading, SourceFile } from '../reader.ts'
import { parseYaml } from '../yaml.ts'
import type { YamlValue } from '../yaml.ts'
import { aroundProxy, isBeside } from './kong-around.ts'
import { balanced } from './kong-balancer.ts'
import { kongTarget } from './kong-target.ts'
import { chain, distinct } from './shape.ts'
import { hasKeys } from './sniffing.ts'

/** https://developer.konghq.com/plugins/ai-proxy-advanced/ */
export const kong: Reader = {
  id: 'kong',
  title: 'Kong AI proxy',
  files: ['**/*.{yml,yaml}', '**/*kong*.json', '**/*kong*/**/*.json'],
  sniff: ({ text }) =>
    /\b(?:name|plugin)["']?[ \t]*:[ \t]*["']?ai-proxy(?:-advanced)?["']?[ \t]*(?:[,}#]|$)/m.test(text) ||
    hasKeys(text, 'balancer', 'targets', 'route_type'),
  read,
}

const PLUGINS = new Set(['ai-proxy', 'ai-proxy-advanced'])

function read(file: SourceFile): Reading {
  const yaml = parseYaml(file)
  const plugins = yaml.documents.flatMap(document => pluginsIn(document, { name: null, depth: 0 }))
  const names = distinct(plugins.map(({ name }) => name))
  const read = plugins.map((plugin, index) => {
    const { facts, diagnostics } = routesOf(plugin.config, names[index] ?? '', file.path)
    const around = aroundProxy(plugin.config, plugin.beside, file.path)
    return { facts: facts.map(fact => ({ ...fact, ...around })), diagnostics }
  })
  return {
    facts: read.flatMap(({ facts }) => facts),
    diagnostics: [...yaml.diagnostics, ...read.flatMap(({ diagnostics }) => diagnostics)],
  }
}

type Plugin = {
  readonly name: string
  readonly config: YamlValue
  /** Plugins that the same requests pass: of the same route or service, and of all. */
  readonly beside: readonly YamlValue[]
}

/** Where plugins hang, in the order of precedence of their names. */
const OWNERS = ['routes', 'services', 'consumers', 'consumer_groups']
const MAX_DEPTH = 4

/**
 * Plugins of a declarative configuration, wherever they hang; a plugin alone, or as a Kubernetes resource.
 * A route is called like what it hangs on.
 */
function pluginsIn(
  at: YamlValue,
  { name, depth, beside = [] }: { name: string | null; depth: number; beside?: readonly YamlValue[] },
): readonly Plugin[] {
  if (depth > MAX_DEPTH) return []
  const plugins = [...at.get('plugins').items().filter(isBeside).slice(0, MOST_BESIDE), ...beside]
  const own = OWNERS.flatMap(key => at.get(key).items()).flatMap(owner =>
    pluginsIn(owner, { name: owner.get('name').text() ?? name, depth: depth + 1, beside: plugins }),
  )
  const listed = at
    .get('plugins')
    .items()
    .filter(plugin => PLUGINS.has(plugin.get('name').text() ?? ''))
    .map(plugin => ({
      name: nameOf(plugin) ?? name ?? 'ai-proxy',
      config: plugin.get('config'),
      beside: besideOf(plugin, plugins),
    }))
  return [...own, ...listed, ...(depth === 0 ? alone(at) : [])]
}

/** More plugins of one kind than this are no configuration of a gateway. */
const MOST_BESIDE = 50

/** A plugin that names another route or service is not passed by these requests. */
const besideOf = (proxy: YamlValue, plugins: readonly YamlValue[]): readonly YamlValue[] =>
  plugins.filter(plugin =>
    ['route', 'service'].every(key => {
      const other = referenceIn(plugin.get(key))
      return other === null || other === referenceIn(proxy.get(key))
    }),
  )

const referenceIn = (value: YamlValue): string | null => value.text() ?? value.get('name').text()

const nameOf = (plugin: YamlValue): string | null =>
  plugin.get('instance_name').text() ??
  plugin.get('route').text() ??
  plugin.get('route').get('name').text() ??
  plugin.get('service').text() ??
  plugin.get('service').get('name').text()

function alone(document: YamlValue): readonly Plugin[] {
  const config = document.get('config')
  const isPlugin =
    PLUGINS.has(document.get('plugin').text() ?? document.get('name').text() ?? '') ||
    (config.get('balancer').shape === 'map' && config.get('targets').shape === 'list')
  const name = document.get('metadata').get('name').text() ?? document.get('instance_name').text()
  return isPlugin ? [{ name: name ?? 'ai-proxy', config, beside: [] }] : []
}

function routesOf(config: YamlValue, name: string, path: string) {
  const at = { path, line: config.line }
  const named = { id: `route:${path}#${name}`, names: [name], at }
  if (config.get('targets').shape === 'list') {
    const { groups, diagnostics } = balanced(config, path)
    return { facts: groups.length === 0 ? [] : chain(named, groups), diagnostics }
  }
  const facts: readonly RouteFact[] =
    config.get('model').shape === 'map'
      ? chain(named, [{ at, targets: [{ ...kongTarget(config, path), weight: 1 }] }])
      : []
  return { facts, diagnostics: [] }
}
