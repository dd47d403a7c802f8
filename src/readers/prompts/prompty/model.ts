import type { Place } from '../../../model/evidence.ts'
import type { YamlValue } from '../../yaml.ts'
import { environmentOf } from '../environment.ts'

export type Model = {
  readonly model: string | null
  readonly modelAt: Place | null
  readonly unresolved: string | null
}

/**
 * v2: `model: id` or `{id, provider}`; v1: `model.configuration`. A deployment on Azure has a name of its own,
 * which mostly is that of its model: it is read as `azure/NAME`.
 */
export function modelOf(path: string, model: YamlValue): Model {
  const written = writtenModel(model)
  if (written === null) return { model: null, modelAt: null, unresolved: null }
  const { name, provider } = written
  const text = name.text() ?? ''
  const modelAt = { path, line: name.line }
  const variable = environmentOf(text)
  if (variable !== null && !variable.fallback) {
    const unresolved = `the model comes from the environment variable ${variable.name}`
    return { model: null, modelAt, unresolved }
  }
  const known = variable?.fallback ?? text
  if (known.includes('${'))
    return { model: null, modelAt, unresolved: `the model comes from ${known.slice(0, 60)}` }
  const isQualified = provider === null || known.startsWith(`${provider}/`)
  return { model: isQualified ? known : `${provider}/${known}`, modelAt, unresolved: null }
}

type Written = { readonly name: YamlValue; readonly provider: string | null }

function writtenModel(model: YamlValue): Written | null {
  const configuration = model.get('configuration')
  const type = configuration.get('type').text()
  const candidates: readonly Written[] = [
    { name: model, provider: null },
    { name: model.get('id'), provider: providerOf(model.get('provider').text()) },
    { name: configuration.get('azure_deployment'), provider: 'azure' },
    { name: configuration.get('model'), provider: providerOf(type) },
    { name: configuration.get('name'), provider: providerOf(type) },
  ]
  return candidates.find(({ name }) => (name.text() ?? '') !== '') ?? null
}

/** `serverless` and Foundry say where a model runs and not whose it is. */
const providerOf = (type: string | null): string | null => PROVIDERS.get(type ?? '') ?? null

const PROVIDERS: ReadonlyMap<string, string> = new Map([
  ['openai', 'openai'],
  ['azure', 'azure'],
  ['azure_openai', 'azure'],
  ['anthropic', 'anthropic'],
  ['google', 'google'],
])
