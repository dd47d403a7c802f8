import { firstDocument, parseYaml } from '../../../yaml.ts'
import type { YamlValue } from '../../../yaml.ts'
import { acceleratorName } from '../../accelerator-name.ts'
import { NOT_SERVED, plainEngine } from '../../engine.ts'
import type { Served } from '../../engine.ts'

export type RayServing = Served & { readonly accelerator: string | null }

/**
 * What the applications of Ray Serve serve: `serveConfigV2` is YAML inside a text. Several models on one cluster
 * are no model.
 * https://docs.ray.io/en/latest/serve/production-guide/config.html
 */
export function rayServing(text: string): RayServing {
  const config = firstDocument(parseYaml({ path: '', text }))
  const applications = config?.get('applications').items() ?? []
  const models = applications.flatMap(modelsOf)
  const [only] = models
  return only === undefined || models.length > 1 ? { ...NOT_SERVED, accelerator: null } : only
}

function modelsOf(application: YamlValue): readonly RayServing[] {
  const args = application.get('args')
  const configured = args.get('llm_configs').items()
  if (configured.length > 0) return configured.map(llm)
  const variables = application.get('runtime_env').get('env_vars')
  const model = textOf([
    args.get('model'),
    args.get('model_id'),
    variables.get('MODEL_ID'),
    variables.get('MODEL'),
  ])
  if (model === null) return []
  const engine = {
    ...ENGINE,
    tensorParallel: variables.get('TENSOR_PARALLELISM').number() ?? args.get('tensor_parallel_size').number(),
    pipelineParallel:
      variables.get('PIPELINE_PARALLELISM').number() ?? args.get('pipeline_parallel_size').number(),
  }
  return [{ model, engine: engine.tensorParallel === null ? null : engine, accelerator: null }]
}

/** https://docs.ray.io/en/latest/serve/llm/quick-start.html */
function llm(config: YamlValue): RayServing {
  const [loading, flags] = [config.get('model_loading_config'), config.get('engine_kwargs')]
  const accelerator = config.get('accelerator_type').text()
  const source = loading.get('model_source')
  return {
    model: textOf([source, loading.get('model_id')]),
    accelerator: accelerator === null ? null : acceleratorName(accelerator),
    engine: {
      name: 'vllm',
      quantization: flags.get('quantization').text(),
      tensorParallel: flags.get('tensor_parallel_size').number(),
      pipelineParallel: flags.get('pipeline_parallel_size').number(),
      maxModelLength: flags.get('max_model_len').number(),
      maxSequences: flags.get('max_num_seqs').number(),
    },
  }
}

const ENGINE = plainEngine('vllm')

const textOf = (values: readonly YamlValue[]): string | null =>
  values.map(value => value.text()).find(text => text !== null && !/^[a-z0-9]+:\/\/|\$/.test(text)) ?? null
