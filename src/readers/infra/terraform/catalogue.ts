import { bedrockThroughput } from './aws-bedrock.ts'
import { ec2, eksNodes } from './aws-ec2.ts'
import { sagemaker } from './aws-sagemaker.ts'
import { azureOpenAi } from './azure-openai.ts'
import { aksNodes, azureMachine } from './azure.ts'
import { gkeNodes, googleInstance } from './google.ts'
import type { Family } from './resource.ts'

/** Every resource type that can buy accelerators or provisioned throughput. */
const FAMILIES: readonly Family[] = [
  ec2,
  eksNodes,
  sagemaker,
  bedrockThroughput,
  googleInstance,
  gkeNodes,
  azureMachine,
  aksNodes,
  azureOpenAi,
]

const BY_TYPE: ReadonlyMap<string, Family> = new Map(
  FAMILIES.flatMap(family => family.types.map(type => [type, family] as const)),
)

export const familyOf = (type: string): Family | null => BY_TYPE.get(type) ?? null

const ANY_TYPE = new RegExp(`"(?:${[...BY_TYPE.keys()].join('|')})"`)

/** Does a text name one of the resource types? */
export const namesAny = (text: string): boolean => ANY_TYPE.test(text)
