import type { Place } from '../../model/evidence.ts'
import type { RouteTarget } from '../../model/fact.ts'
import type { Limit } from '../../model/gateway.ts'
import { NOTHING } from '../reader.ts'
import type { Reader, Reading, SourceFile } from '../reader.ts'
import { firstDocument, parseYaml } from '../yaml.ts'
import type { YamlValue } from '../yaml.ts'
import { routerCalls } from './litellm-auto.ts'
import { cacheOf } from './litellm-cache.ts'
import { chainsOf } from './litellm-fallbacks.ts'
import { groupsOf } from './litellm-groups.ts'
import type { Group, Groups } from './litellm-groups.ts'
import { idsOf } from './litellm-ids.ts'
import { deploymentLimits, proxyLimits } from './litellm-limits.ts'
import { metadataOf } from './litellm-metadata.ts'
import { entryProblems, noList, noModels } from './litellm-problems.ts'
import { retriesOf } from './litellm-retries.ts'
import { strategyOf, weightsOf } from './litellm-shares.ts'
import { targetsOf } from './litellm-target.ts'
import { route } from './shape.ts'

/** https://docs.litellm.ai/docs/proxy/configs */
export const litellm: Reader = {
  id: 'litellm',
  title: 'LiteLLM proxy',
  files: ['**/*.{yml,yaml}'],
  sniff: file => /(?:^|[{,])[ \t]*["']?model_list["']?[ \t]*:/m.test(file.text),
  read(file) {
    const yaml = parseYaml(file)
    const document = firstDocument(yaml)
    if (document === null) return { facts: [], diagnostics: yaml.diagnostics }
    return readProxy(file, rootOf(document))
  },
}

/** The values of the Helm chart hold the proxy's configuration one level deeper. */
const rootOf = (document: YamlValue): YamlValue =>
  document.get('proxy_config').shape === 'map' ? document.get('proxy_config') : document

function readProxy(file: SourceFile, root: YamlValue): Reading {
  const list = root.get('model_list')
  const at = (value: YamlValue): Place => ({ path: file.path, line: value.line })
  if (!isProxy(root)) return NOTHING
  if (list.shape === 'list' && list.items().length === 0)
    return { facts: [], diagnostics: [noModels(at(list))] }
  if (list.shape !== 'list') return { facts: [], diagnostics: [noList(at(list))] }
  return readGroups(file, root, groupsOf(root))
}

const SETTINGS = ['litellm_settings', 'router_settings', 'general_settings']

/** Other programs have a `model_list` too. */
const isProxy = (root: YamlValue): boolean =>
  SETTINGS.some(key => root.get(key).shape === 'map') ||
  root
    .get('model_list')
    .items()
    .some(entry => entry.get('litellm_params').shape === 'map')

function readGroups(file: SourceFile, root: YamlValue, groups: Groups): Reading {
  const chains = chainsOf(file.path, root, groups)
  const strategy = strategyOf(file.path, root)
  const around = { cache: cacheOf(root, file.path), metadata: metadataOf(root, file.path) }
  const common = proxyLimits(root, file.path).slice(0, MOST_LIMITS)
  const facts = groups.all.map(group => {
    const retries = retriesOf(root, group)
    const isWeighted = strategy.selection === 'weighted'
    const weights = isWeighted ? weightsOf(group.deployments) : group.deployments.map(() => null)
    const targets = targetsOf(file.path, group.deployments, weights)
    return route({
      ...around,
      id: `route:${file.path}#${group.name}`,
      names: [group.name, ...group.aliases],
      at: { path: file.path, line: group.line },
      selection: strategy.selection,
      targets,
      fallbacks: chains.of(group),
      retries: retries?.value ?? null,
      retriesAt: retries && { path: file.path, line: retries.line },
      routerCalls: routerCalls(file.path, group, groups),
      limits: [...limitsOf(group, file.path), ...common.filter(limit => concerns(limit, targets))],
    })
  })
  return {
    facts,
    diagnostics: [...entryProblems(file.path, root, groups), ...strategy.diagnostics, ...chains.diagnostics],
  }
}

/** Every group is told all of them. */
const MOST_LIMITS = 200

function limitsOf({ deployments }: Group, path: string): readonly Limit[] {
  const ids = idsOf(deployments)
  return deployments.flatMap((entry, index) => deploymentLimits(entry, ids[index] ?? '', path))
}

/** The budget of a provider only holds where one of the targets is that provider's. */
const concerns = ({ owner }: Limit, targets: readonly RouteTarget[]): boolean =>
  owner.kind !== 'provider' || targets.some(({ model }) => model.startsWith(`${owner.name}/`))
