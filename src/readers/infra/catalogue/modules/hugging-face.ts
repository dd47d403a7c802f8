import type { Resource } from '../../resource.ts'
import type { Value } from '../../value.ts'
import { block, from, linkTo, made, preset } from './adapter.ts'
import type { Adapter, Made } from './adapter.ts'

/** https://github.com/philschmid/terraform-aws-sagemaker-huggingface */
export const huggingFace: Adapter = {
  sources: /philschmid\/(?:sagemaker-huggingface\/aws|terraform-aws-sagemaker-huggingface(?:\.git)?)$/,
  resources(module) {
    const say = (name: string, inside?: string): Value | null => {
      const value = module.values.get(name) ?? null
      return inside === undefined || value?.kind !== 'map'
        ? value
        : from({ key: '', values: value.entries }, [inside])
    }
    const make = (path: string, values: Made['values']) => made(module, { path, key: null, values })
    const isServerless = say('serverless_config', 'max_concurrency') !== null
    const name = isServerless ? 'huggingface_serverless' : 'huggingface'
    const configuration = `aws_sagemaker_endpoint_configuration.${name}`
    const instances = { instance_type: say('instance_type'), initial_instance_count: say('instance_count') }
    const variant = {
      variant_name: preset(module, 'AllTraffic'),
      model_name: linkTo(module, MODEL),
      ...(isServerless ? { serverless_config: say('serverless_config') } : instances),
    }
    return [
      make(MODEL, {
        primary_container: block(module, { environment: block(module, { HF_MODEL_ID: say('hf_model_id') }) }),
      }),
      make(configuration, { production_variants: block(module, variant), tags: say('tags') }),
      make(ENDPOINT, { endpoint_config_name: linkTo(module, configuration) }),
      ...scaling(module, {
        min: say('autoscaling', 'min_capacity'),
        max: say('autoscaling', 'max_capacity'),
      }),
    ]
  },
}

const MODEL = 'aws_sagemaker_model.model_with_hub_model'
const ENDPOINT = 'aws_sagemaker_endpoint.huggingface'

/** Only with a maximum; the module's own minimum is 1. */
function scaling(module: Resource, { min, max }: { readonly min: Value | null; readonly max: Value | null }) {
  if (max === null) return []
  return [
    made(module, {
      path: 'aws_appautoscaling_target.sagemaker_target',
      key: null,
      values: {
        service_namespace: preset(module, 'sagemaker'),
        resource_id: linkTo(module, ENDPOINT),
        min_capacity: min ?? preset(module, 1),
        max_capacity: max,
      },
    }),
  ]
}
