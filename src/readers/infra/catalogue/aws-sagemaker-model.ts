import type { Resource } from '../resource.ts'
import { labelsIn } from './labels.ts'
import { referenced } from './neighbors.ts'
import type { Neighbors } from './neighbors.ts'
import { children } from './section.ts'
import type { Section } from './section.ts'

/** The model that the container of a variant loads, where its environment says so. */
export function modelOf(configuration: Resource, variant: Section, neighbors: Neighbors): string | null {
  const { key } = configuration
  const model = referenced(neighbors, { section: variant, name: 'model_name', types: MODEL, key })
  if (model === null) return null
  const containers = ['primary_container', 'container'].flatMap(name => children(model, name))
  const settings = containers.map(container => labelsIn(container, 'environment'))
  return settings.flatMap(environment => NAMES.flatMap(name => environment[name] ?? []))[0] ?? null
}

const MODEL = ['aws_sagemaker_model']

/** Of the containers for Hugging Face, TGI, LMI (DJL) and NIM. */
const NAMES = ['HF_MODEL_ID', 'OPTION_MODEL_ID', 'SM_VLLM_MODEL', 'NIM_MODEL_NAME']
