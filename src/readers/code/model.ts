import type { Api } from './apis.ts'
import type { Client } from './client.ts'
import { dotted, fixedText, shown, type Expression } from './module.ts'
import type { Reading } from './names.ts'
import { sdkModel } from './sdk-model.ts'
import { qualified, servedElsewhere, unknown, type ModelName } from './model-name.ts'

type Around = { readonly api: Api; readonly client: Client; readonly at: Reading }

/** The model of a call, as far as the code tells without being run. */
export function modelOf(expression: Expression | undefined, { api, client, at }: Around): ModelName {
  if (expression === undefined) return unknown('the call names no model', null)
  const value = at.names.meaning(expression, at.scope)
  const constant = at.names.imported(value, at.scope)
  if (constant !== null) return served(`const:${constant}`, value, { api, client })
  const variable = environmentIn(value)
  if (variable !== null)
    return unknown(`the model comes from the environment variable ${variable.slice(0, 100)}`, value.line)
  if (value.kind === 'call') return sdkModel(value, at)
  const text = fixedText(value)
  return text === null
    ? unknown(`the model is decided at run time (${shown(value)})`, value.line)
    : served(text, value, { api, client })
}

/** A client of another address is not the provider itself: there the name is the alias of whoever answers. */
function served(
  name: string,
  { line }: Expression,
  { api, client }: Pick<Around, 'api' | 'client'>,
): ModelName {
  const by = api.provider === 'openai' || api.provider === 'anthropic' ? client.served : null
  if (by !== null && by.by === null) return { name, unresolved: servedElsewhere('base_url', name), line }
  return { name: qualified(by?.by ?? api.provider, name), unresolved: null, line }
}

/** `os.getenv('MODEL')`, `os.environ['MODEL']`, `process.env.MODEL`: nobody says what it is without being set. */
function environmentIn(value: Expression): string | null {
  if (value.kind === 'member')
    return /(?:^|\.)(?:environ|env)$/u.test(dotted(value.object)) ? value.name : null
  const reads = value.kind === 'call' && /(?:^|\.)(?:getenv|environ\.get)$/u.test(dotted(value.callee))
  return reads && value.args[0] !== undefined ? fixedText(value.args[0]) : null
}
