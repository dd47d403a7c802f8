import type { Deployment } from '../../model/fact.ts'
import type { YamlValue } from '../yaml.ts'
import { deploymentOf, makerOf, vendorAt } from './vendors.ts'

export type Called = {
  readonly model: string
  readonly deployment: Deployment
  readonly unresolved: string | null
}

/** With an `api_base`, these only mean "speaks like OpenAI". */
const COMPATIBLE = new Set(['openai', 'custom_openai', 'text-completion-openai'])

const FROM_ENVIRONMENT = 'os.environ/'

/**
 * Which model an entry of `model_list` calls, and where it runs. An unknown address that speaks like OpenAI
 * is somebody's own machine, unless the entry states prices: then it is a vendor's.
 */
export function calledBy(entry: YamlValue, hasPrices: boolean): Called {
  const params = entry.get('litellm_params')
  const written = params.get('model').text() ?? ''
  const unknown = unknowable(written)
  if (unknown !== null) return { model: written, deployment: 'on-demand', unresolved: unknown }
  const { provider, name } = split(written, params.get('custom_llm_provider').text())
  const base = entry.get('model_info').get('base_model').text() ?? params.get('base_model').text()
  const address: Address = { base: params.get('api_base').text() ?? params.get('base_url').text(), hasPrices }
  if (base !== null) return calledAt(address, provider, base.replace(`${provider}/`, ''))
  const hidden = hiddenModel(provider, name)
  if (hidden !== null) return { model: `${provider}/${name}`, deployment: 'on-demand', unresolved: hidden }
  return calledAt(address, provider, name)
}

function unknowable(model: string): string | null {
  if (model === '') return 'litellm_params.model is missing'
  if (model.startsWith(FROM_ENVIRONMENT))
    return `model comes from the environment variable ${model.slice(FROM_ENVIRONMENT.length)}`
  if (model.includes('${')) return `model comes from the placeholder ${model.slice(0, 60)}`
  if (model.startsWith('auto_router/')) return 'the router chooses a model for each request'
  if (model === '*') return 'any model of any provider'
  return model.includes('*') ? `any model of ${model.slice(0, model.indexOf('*')).replace(/\/$/, '')}` : null
}

function hiddenModel(provider: string, name: string): string | null {
  if (provider === 'azure')
    return `azure/${name} names a deployment, and model_info.base_model does not say which model it is`
  return name.includes('arn:') ? 'an ARN does not say which model it is; model_info.base_model does' : null
}

function split(written: string, custom: string | null): { readonly provider: string; readonly name: string } {
  const slash = written.indexOf('/')
  if (custom !== null) return { provider: custom, name: written.replace(`${custom}/`, '') }
  if (slash > 0) return { provider: written.slice(0, slash), name: written.slice(slash + 1) }
  return { provider: makerOf(written) ?? '', name: written }
}

type Address = { readonly base: string | null; readonly hasPrices: boolean }

function calledAt({ base, hasPrices }: Address, provider: string, name: string): Called {
  const model = provider === '' ? name : `${provider}/${name}`
  if (deploymentOf(provider) === 'self-hosted') return { model, deployment: 'self-hosted', unresolved: null }
  if (base === null || !COMPATIBLE.has(provider)) return { model, deployment: 'on-demand', unresolved: null }
  if (base.startsWith(FROM_ENVIRONMENT)) {
    const unresolved = `api_base comes from the environment variable ${base.slice(FROM_ENVIRONMENT.length)}`
    return { model, deployment: 'on-demand', unresolved }
  }
  const vendor = vendorAt(base)
  if (vendor !== null) return { model: `${vendor}/${name}`, deployment: 'on-demand', unresolved: null }
  return { model, deployment: hasPrices ? 'on-demand' : 'self-hosted', unresolved: null }
}
