import type { EvalProvider } from '../../model/fact.ts'
import type { YamlValue } from '../yaml.ts'

/**
 * A provider is a string, `{id, config}`, or `{the id: {config}}`.
 * https://www.promptfoo.dev/docs/providers/
 */
export function providersOf(providers: YamlValue, path: string): readonly EvalProvider[] {
  const listed = providers.shape === 'list' ? providers.items() : [providers]
  return listed.flatMap(each => {
    const id = each.text() ?? each.get('id').text()
    if (id !== null) return [{ id, ...limitOf(each.get('config'), path) }]
    const [only] = each.entries()
    return only === undefined ? [] : [{ id: only.key, ...limitOf(only.value.get('config'), path) }]
  })
}

function limitOf(config: YamlValue, path: string): Omit<EvalProvider, 'id'> {
  const stated = [config, config.get('generationConfig'), config.get('options')]
    .flatMap(settings => LIMITS.map(key => settings.get(key)))
    .find(limit => limit.number() !== null)
  return stated === undefined
    ? { maxOutput: null, maxOutputAt: null }
    : { maxOutput: stated.number(), maxOutputAt: { path, line: stated.line } }
}

/** Each vendor has its own word; `num_predict` is Ollama's. */
const LIMITS = [
  'max_tokens',
  'max_completion_tokens',
  'max_output_tokens',
  'maxOutputTokens',
  'maxTokens',
  'num_predict',
]
