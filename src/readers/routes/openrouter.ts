import type { RouteFact } from '../../model/fact.ts'
import type { Reader, SourceFile } from '../reader.ts'
import { firstDocument, parseYaml } from '../yaml.ts'
import type { YamlValue } from '../yaml.ts'
import type { PriceCap, RequestTag } from '../../model/gateway.ts'
import { called } from './called.ts'
import { reasoningOf } from './reasoning.ts'
import { chain, positive, target } from './shape.ts'
import { hasKeys } from './sniffing.ts'
import { tag } from './tags.ts'

/** https://openrouter.ai/docs/features/model-routing */
export const openrouter: Reader = {
  id: 'openrouter',
  title: 'OpenRouter request preset',
  files: ['**/*.{yml,yaml}', '**/*{openrouter,preset,llm}*.json', '**/*openrouter*/**/*.json'],
  sniff: ({ text }) =>
    hasKeys(text, 'models?', 'provider') &&
    hasKeys(text, '(?:order|only|ignore|allow_fallbacks|max_price|data_collection|require_parameters)'),
  read(file: SourceFile) {
    const yaml = parseYaml(file)
    const document = firstDocument(yaml)
    if (document === null) return { facts: [], diagnostics: yaml.diagnostics }
    return { facts: presetsIn(document, file.path), diagnostics: [] }
  },
}

/** A file is one request, or holds several by name. */
function presetsIn(document: YamlValue, path: string): readonly RouteFact[] {
  if (isPreset(document)) return presetRoutes(document, { id: `route:${path}`, names: [], path })
  return document
    .entries()
    .filter(({ value }) => isPreset(value))
    .flatMap(({ key, value }) => presetRoutes(value, { id: `route:${path}#${key}`, names: [key], path }))
}

const PREFERENCES = ['order', 'only', 'ignore', 'sort', 'allow_fallbacks', 'max_price', 'data_collection']

/** Other programs have a `model` and a `provider` too: here the provider is a map of preferences. */
const isPreset = (value: YamlValue): boolean =>
  PREFERENCES.some(key => value.get('provider').get(key).shape !== 'nothing') &&
  modelsOf(value).some(model => model.text()?.includes('/'))

/** The model of the request first, then those that are asked when it fails. */
const modelsOf = (preset: YamlValue): readonly YamlValue[] => {
  const models = preset.get('models').items()
  const model = preset.get('model')
  const others = models.filter(each => each.text() !== model.text())
  return model.text() === null ? models : [model, ...others]
}

type Named = Pick<RouteFact, 'id' | 'names'> & { readonly path: string }

function presetRoutes(preset: YamlValue, { id, names, path }: Named): readonly RouteFact[] {
  const reasoning = preset.get('reasoning')
  const stated = {
    maxOutput: positive(preset.get('max_tokens').number()),
    priceCap: priceCapOf(preset.get('provider').get('max_price'), path),
    reasoning:
      reasoningOf(reasoning.get('effort'), reasoning.get('max_tokens'), path) ??
      reasoningOf(preset.get('reasoning_effort'), preset.get('reasoning_effort'), path),
  }
  const metadata = metadataOf(preset, path)
  const groups = modelsOf(preset).map(written => {
    const name = written.text() ?? ''
    const at = { path, line: written.line }
    const isAuto = /^openrouter\/auto(?:$|:)/.test(name)
    const call = isAuto
      ? { model: name, unresolved: 'OpenRouter chooses the model for each request' }
      : called('openrouter', name)
    return { at, metadata, targets: [target({ id: name, at, ...call, ...stated, weight: 1 })] }
  })
  return chain({ id, names, at: { path, line: preset.line } }, groups)
}

/** USD per million tokens. https://openrouter.ai/docs/features/provider-routing#max-price */
function priceCapOf(written: YamlValue, path: string): PriceCap | null {
  const [input, output] = [written.get('prompt').number(), written.get('completion').number()]
  return input === null && output === null ? null : { input, output, at: { path, line: written.line } }
}

/** What the request says about whose it is; the values are not read. */
const metadataOf = (preset: YamlValue, path: string): readonly RequestTag[] => [
  ...['user', 'session_id'].flatMap(key => {
    const value = preset.get(key)
    return value.shape === 'nothing' ? [] : [tag(key, 'gateway', { path, line: value.line })]
  }),
  ...preset
    .get('metadata')
    .entries()
    .map(({ key, value }) => tag(`metadata.${key}`, 'gateway', { path, line: value.line })),
]
