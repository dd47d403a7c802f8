import type { Resource } from '../../resource.ts'
import type { Adapter } from './adapter.ts'
import { avmCognitive, azureOpenAiModule } from './azure-openai.ts'
import { eks, eksGroup } from './eks.ts'
import { gke, gkeParts } from './gke.ts'
import { huggingFace } from './hugging-face.ts'

/** A module that is not in the tree, as the resources that it would make of its inputs; others as they are. */
export function adapted(resource: Resource): readonly Resource[] {
  if (!resource.type.startsWith(PREFIX)) return [resource]
  const source = resource.type.slice(PREFIX.length)
  return ADAPTERS.find(({ sources }) => sources.test(source))?.resources(resource) ?? []
}

const PREFIX = 'module:'

const ADAPTERS: readonly Adapter[] = [
  eks,
  eksGroup,
  gke,
  gkeParts,
  azureOpenAiModule,
  avmCognitive,
  huggingFace,
]

/** How such a module is named in a text, whatever follows: a subfolder, a version. */
export const MODULE_NAMES: readonly string[] = [
  'terraform-aws-modules/(?:terraform-aws-)?eks',
  'terraform-google-modules/(?:terraform-google-)?kubernetes-engine',
  '[Aa]zure/(?:terraform-azurerm-)?openai',
  '[Aa]zure/(?:terraform-azurerm-)?avm-res-cognitiveservices-account',
  'philschmid/(?:terraform-aws-)?sagemaker-huggingface',
]
