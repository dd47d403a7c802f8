import { SDK_PROVIDERS, type Api } from './apis.ts'
import { dotted, entryOf, type Expression, type Module } from './module.ts'
import type { Reading } from './names.ts'

export type ModelName = {
  /** `provider/model`, `const:PATH#NAME`, or null. */
  readonly name: string | null
  /** Why it is not known from this file. */
  readonly unresolved: string | null
  readonly line: number | null
}

type Around = { readonly api: Api; readonly module: Module; readonly at: Reading }

/** The model of a call, as far as the code tells without being run. */
export function modelOf(expression: Expression | undefined, { api, module, at }: Around): ModelName {
  if (expression === undefined) return unknown('the call names no model', null)
  const value = at.names.meaning(expression, at.scope)
  const constant = at.names.imported(value)
  if (constant !== null) return { name: `const:${constant}`, unresolved: null, line: value.line }
  if (value.kind === 'call') return sdkModel(value, at)
  const text = fixedText(value)
  if (text === null) return unknown(`the model is decided at run time (${dotted(value)})`, value.line)
  const provider = providerOf(text, { api, module, at })
  if (provider.unresolved !== null) return unknown(provider.unresolved, value.line)
  return {
    name: provider.name === null ? text : `${provider.name}/${text}`,
    unresolved: null,
    line: value.line,
  }
}

const unknown = (unresolved: string, line: number | null): ModelName => ({ name: null, unresolved, line })

const fixedText = (value: Expression): string | null =>
  value.kind === 'text' && value.parts.length === 1 && typeof value.parts[0] === 'string'
    ? value.parts[0]
    : null

/** `openai('gpt-4o')`, `anthropic.chat('…')`: the package says who serves it. */
function sdkModel(call: Expression & { kind: 'call' }, { names, scope }: Reading): ModelName {
  const root = dotted(call.callee).split('.')[0] ?? ''
  const provider = SDK_PROVIDERS[names.moduleOf(root) ?? '']
  const value = call.args[0] === undefined ? null : names.meaning(call.args[0], scope)
  const text = value === null ? null : fixedText(value)
  if (provider === undefined || value === null || text === null)
    return unknown(`the model is decided at run time (${dotted(call.callee)})`, call.line)
  return { name: `${provider}/${text}`, unresolved: null, line: value.line }
}

/** Pydantic AI and LangChain write `openai:gpt-4o`; a client of another address is not the provider itself. */
function providerOf(
  model: string,
  { api, module, at }: Around,
): { name: string | null; unresolved: string | null } {
  if (model.includes('/') || api.provider === null || api.provider === 'bedrock')
    return { name: api.provider === 'bedrock' ? 'bedrock' : null, unresolved: null }
  const addresses = module.calls.flatMap(({ call, scope }) => {
    const address = entryOf(call.named, ['base_url', 'baseURL', 'api_base'])?.value
    return address === undefined ? [] : [at.names.meaning(address, scope)]
  })
  const [address] = addresses
  if (address === undefined) return { name: api.provider, unresolved: null }
  const host = fixedText(address)
  const vendor = host === null ? undefined : VENDORS.find(({ pattern }) => pattern.test(host))
  return vendor === undefined
    ? { name: null, unresolved: `base_url decides who serves ${model}` }
    : { name: vendor.name, unresolved: null }
}

const VENDORS: readonly { readonly pattern: RegExp; readonly name: string }[] = [
  { pattern: /openrouter\.ai/u, name: 'openrouter' },
  { pattern: /api\.groq\.com/u, name: 'groq' },
  { pattern: /api\.openai\.com/u, name: 'openai' },
  { pattern: /api\.deepseek\.com/u, name: 'deepseek' },
  { pattern: /api\.mistral\.ai/u, name: 'mistral' },
  { pattern: /generativelanguage\.googleapis\.com/u, name: 'google' },
]
