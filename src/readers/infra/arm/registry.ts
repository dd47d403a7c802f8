import type { Value } from '../value.ts'
import { nameIn } from './attributes.ts'
import type { Instance } from './deploy.ts'

/**
 * Modules of the public registry that are not in the tree, as what they create from their parameters.
 * https://github.com/Azure/bicep-registry-modules/tree/main/avm/res/cognitive-services/account
 */
export function registryInstances(instance: Instance): readonly Instance[] {
  const { registry, body } = instance
  if (registry === null) return [instance]
  if (!ACCOUNT.test(registry)) return []
  const account: Instance = { ...instance, type: 'Microsoft.CognitiveServices/accounts', registry: null }
  const deployments = body.get('deployments')
  const items = deployments?.kind === 'list' ? deployments.items : (deployments ?? [])
  return [account, ...[items].flat().map((item, index) => deploymentOf(account, item, index))]
}

const ACCOUNT = /^br(?:\/public)?:(?:mcr\.microsoft\.com\/bicep\/)?avm\/res\/cognitive-services\/account:/

function deploymentOf(account: Instance, item: Value, index: number): Instance {
  const body = item.kind === 'map' ? item.entries : new Map([['sku', item]])
  const model = body.get('model')
  const name = nameIn(body) ?? (model?.kind === 'map' ? nameIn(model.entries) : null) ?? String(index)
  return {
    ...account,
    type: 'Microsoft.CognitiveServices/accounts/deployments',
    address: `${account.address}.${name}`,
    parent: account.address,
    line: item.origin.at.line ?? account.line,
    body: new Map([
      ...body,
      ...(model === undefined
        ? []
        : [
            [
              'properties',
              { kind: 'map', entries: new Map([['model', model]]), origin: item.origin },
            ] as const,
          ]),
    ]),
  }
}
