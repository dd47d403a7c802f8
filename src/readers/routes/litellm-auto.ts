import type { RouterCall } from '../../model/route-fact.ts'
import { called } from './called.ts'
import type { Group, Groups } from './litellm-groups.ts'
import { deploymentOf, makerOf } from './vendors.ts'

/**
 * An `auto_router/…` embeds each request and compares it with examples before it chooses a group.
 * https://docs.litellm.ai/docs/proxy/auto_routing
 */
export const routerCalls = (path: string, group: Group, groups: Groups): readonly RouterCall[] =>
  group.deployments.flatMap(entry => {
    const written = entry.get('litellm_params').get('auto_router_embedding_model')
    const name = written.text()
    if (name === null) return []
    const known = groups.named(name)
    const [, provider = makerOf(name), model = name] = /^([^/]+)\/(.+)$/.exec(name) ?? []
    const call = called(provider, model)
    const at = { path, line: written.line }
    return known === null
      ? [{ purpose: 'embedding', ...call, deployment: deploymentOf(provider ?? ''), at } as const]
      : [
          {
            purpose: 'embedding',
            model: `route:${path}#${known.name}`,
            deployment: 'on-demand',
            unresolved: null,
            at,
          } as const,
        ]
  })
