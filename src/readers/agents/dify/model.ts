import type { CallFact } from '../../../model/fact.ts'
import type { YamlValue } from '../../yaml.ts'
import { limitOf } from '../limit.ts'

type Model = Pick<
  CallFact,
  'model' | 'modelAt' | 'unresolved' | 'maxOutput' | 'maxOutputAt' | 'responseSchema'
>

/** `model: {provider, name, completion_params}` of a node. Plugins write `langgenius/openai/openai` for `openai`. */
export function modelOf(model: YamlValue, path: string): Model {
  const provider = (model.get('provider').text() ?? '').split('/').at(-1) ?? ''
  const written = [model.get('name'), model.get('model')].find(field => (field.text() ?? '') !== '')
  const name = written?.text() ?? null
  const settings = model.get('completion_params')
  return {
    ...nameOf(provider, name),
    modelAt: { path, line: written?.line ?? model.line },
    ...limitOf(settings, LIMITS, path),
    responseSchema:
      settings.get('response_format').text() === 'json_schema' ? settings.get('json_schema').text() : null,
  }
}

function nameOf(provider: string, name: string | null): Pick<Model, 'model' | 'unresolved'> {
  if (name === null) return { model: null, unresolved: 'the node names no model' }
  if (name.includes('{{'))
    return { model: null, unresolved: `the model is chosen at run time (${name.slice(0, 100)})` }
  return { model: provider === '' ? name : `${provider}/${name}`, unresolved: null }
}

/** Dify passes on what each provider calls its limit; `num_predict` is Ollama's. */
const LIMITS = [
  'max_tokens',
  'max_completion_tokens',
  'max_output_tokens',
  'max_tokens_to_sample',
  'num_predict',
]
