import type { RouteTarget } from '../../model/fact.ts'
import { makerOf } from './vendors.ts'

export type Called = Pick<RouteTarget, 'model' | 'unresolved'>

const LONGEST_SHOWN = 60

/**
 * `provider/model` as a gateway calls it, and why it has no price where the file does not tell.
 * @param hidden why the provider is not known; it only matters for models that several hosts sell
 */
export function called(
  provider: string | null,
  model: string | null,
  hidden = 'no provider is stated',
): Called {
  if (model === null || model === '') {
    const any = provider === null ? '*' : `${provider}/*`
    return { model: any, unresolved: 'the request names the model' }
  }
  const written = provider === null || model.startsWith(`${provider}/`) ? model : `${provider}/${model}`
  const elsewhere = decidedElsewhere(model) ?? (provider === null ? null : decidedElsewhere(provider))
  if (elsewhere !== null) return { model: written, unresolved: elsewhere }
  if (provider !== null || makerOf(model) !== null) return { model: written, unresolved: null }
  return { model, unresolved: hidden }
}

const ENVIRONMENT = /^(?:os\.environ\/|env\.|env::|\$\{?env[.:])([\w.-]+)/i

/** Why a value is not in the file but somewhere else; null for a plain name. */
export function decidedElsewhere(value: string): string | null {
  const [, variable = null] = ENVIRONMENT.exec(value) ?? /^\$\{?(\w+)\}?$/.exec(value) ?? []
  if (variable !== null)
    return `model comes from the environment variable ${variable.slice(0, LONGEST_SHOWN)}`
  if (/\$\{|\{\{|\{vault:|<[\w -]+>/.test(value))
    return `model comes from the placeholder ${value.slice(0, LONGEST_SHOWN)}`
  if (value === '*') return 'any model of any provider'
  return value.includes('*') ? `any model of ${value.slice(0, value.indexOf('*')).replace(/\/$/, '')}` : null
}
