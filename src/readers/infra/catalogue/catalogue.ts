import type { CapacityFact } from '../../../model/fact.ts'
import type { Stack } from '../resource.ts'
import { bedrockThroughput } from './aws-bedrock.ts'
import { ec2 } from './aws-ec2.ts'
import { ecsTasks } from './aws-ecs.ts'
import { eksNodes } from './aws-eks.ts'
import { notebooks, sagemaker } from './aws-sagemaker.ts'
import { awsStores } from './aws-stores.ts'
import { aksNodes } from './azure-aks.ts'
import { azureMachines } from './azure-machines.ts'
import { azureMl } from './azure-ml.ts'
import { azureOpenAi } from './azure-openai.ts'
import { azureSearch } from './azure-search.ts'
import { azapi } from './azapi.ts'
import { factOf, idOf } from './fact.ts'
import { computeEngine } from './google-compute.ts'
import { gkeNodes } from './google-gke.ts'
import { cloudRun } from './google-run.ts'
import { tpu } from './google-tpu.ts'
import { vertex } from './google-vertex.ts'
import { factsOfBlocks } from './instances.ts'
import { adapted, MODULE_NAMES } from './modules/modules.ts'
import { neighborsOf } from './neighbors.ts'
import type { Family } from './purchase.ts'

/** What the resources of a stack buy: capacity that is paid by the hour, and what only looks like it. */
export function capacityOf(stack: Stack): readonly CapacityFact[] {
  const resources = stack.flatMap(resource => adapted(resource))
  const neighbors = neighborsOf(resources)
  const instances = resources.flatMap(resource =>
    (BY_TYPE.get(resource.type)?.read(resource, neighbors) ?? []).map(purchase => ({
      fact: factOf(resource, purchase, neighbors),
      ownId: idOf(resource, purchase.part ?? null, resource.key),
    })),
  )
  return factsOfBlocks(instances.filter(({ fact }) => fact.units === null || fact.units.high > 0))
}

const FAMILIES: readonly Family[] = [
  ec2,
  eksNodes,
  ecsTasks,
  sagemaker,
  notebooks,
  bedrockThroughput,
  awsStores,
  azureOpenAi,
  azapi,
  azureMachines,
  aksNodes,
  azureMl,
  azureSearch,
  computeEngine,
  gkeNodes,
  cloudRun,
  vertex,
  tpu,
]

const BY_TYPE: ReadonlyMap<string, Family> = new Map(
  FAMILIES.flatMap(family => family.types.map(type => [type, family] as const)),
)

/** Does it buy anything, or decide about what others buy? */
export const isKnownType = (type: string): boolean => BY_TYPE.has(type) || BESIDE.has(type)

const BESIDE: ReadonlySet<string> = new Set(FAMILIES.flatMap(({ beside = [] }) => beside))

/** Does a text name a resource type or a module of the catalogue? Linear. */
export const namesAny = (text: string): boolean => ANY_NAME.test(text)

const ANY_NAME = new RegExp(
  [...BY_TYPE.keys()]
    .map(type => `"${type}"`)
    .concat(MODULE_NAMES)
    .join('|'),
)
