import type { PromptFact } from '../../../model/fact.ts'
import type { Samples } from '../../samples.ts'
import type { YamlValue } from '../../yaml.ts'
import { limitOf } from '../limit.ts'

export type Settings = Pick<PromptFact, 'model' | 'modelAt' | 'maxOutput' | 'maxOutputAt' | 'samples'> & {
  readonly unresolved: string | null
}

/** `execution_settings` by service, or the older `completion`. */
export function settingsOf(path: string, config: YamlValue): Settings {
  const services = [
    ...config
      .get('execution_settings')
      .entries()
      .map(({ value }) => value),
    config.get('completion'),
  ]
  const models = services.flatMap(service => MODELS.map(key => service.get(key))).filter(isNamed)
  const names = [...new Set(models.map(model => model.text() ?? ''))]
  const [model] = models
  const limits = services.flatMap(service => LIMITS.map(key => service.get(key)))
  const largest = limits.toSorted((a, b) => (b.number() ?? 0) - (a.number() ?? 0))
  const isChosen = names.length > 1
  return {
    model: isChosen ? null : (names[0] ?? null),
    modelAt: model === undefined ? null : { path, line: model.line },
    unresolved: isChosen ? `the model is chosen at run time among ${names.slice(0, 5).join(', ')}` : null,
    ...limitOf(path, largest),
    samples: samplesOfInputs(config),
  }
}

const MODELS = ['model_id', 'ai_model_id']
const LIMITS = ['max_tokens', 'max_completion_tokens', 'max_output_tokens']

const isNamed = (model: YamlValue): boolean => (model.text() ?? '') !== ''

/** A default value is what is sent when the caller gives nothing. */
function samplesOfInputs(config: YamlValue): Samples {
  const inputs = [...config.get('input_variables').items(), ...config.get('input').get('parameters').items()]
  return Object.fromEntries(
    inputs.flatMap(input => {
      const name = input.get('name').text()
      const value = input.get('default').text() ?? input.get('defaultValue').text() ?? ''
      return name === null || value === '' ? [] : [[name, [value]]]
    }),
  )
}
