import { SDK_PROVIDERS } from './apis.ts'
import { qualified, servedElsewhere, unknown, type ModelName } from './model-name.ts'
import { entryOf, fixedText, shown, type CallExpression, type Expression } from './module.ts'
import type { Reading } from './names.ts'

const DEEPEST = 4

/** `openai('gpt-4o')`, `anthropic.chat('…')`, `createOpenAI()('…')`: the package says who serves it. */
export function sdkModel(call: CallExpression, at: Reading, depth = 0): ModelName {
  const wrapped = wrappedIn(call, at)
  if (wrapped !== null && depth < DEEPEST) return sdkModel(wrapped, at, depth + 1)
  const maker = makerOf(call.callee, at)
  const value = call.args[0] === undefined ? null : at.names.meaning(call.args[0], at.scope)
  const name = value === null ? null : nameIn(value, at)
  if (maker === null || value === null || name === null)
    return unknown(`the model is decided at run time (${shown(call)})`, call.line)
  return maker.hasAddress
    ? { name, unresolved: servedElsewhere('baseURL', name), line: value.line }
    : { name: qualified(maker.provider, name), unresolved: null, line: value.line }
}

/** `wrapLanguageModel({ model: openai('gpt-4o'), middleware })` */
function wrappedIn({ named }: CallExpression, { names, scope }: Reading): CallExpression | null {
  const inner = entryOf(named, ['model'])?.value
  const value = inner === undefined ? null : names.meaning(inner, scope)
  return value?.kind === 'call' ? value : null
}

function nameIn(value: Expression, { names, scope }: Reading): string | null {
  const constant = names.imported(value, scope)
  return constant === null ? fixedText(value) : `const:${constant}`
}

/** The provider of an SDK function, by the package that it, or what made it, is from. */
function makerOf(callee: Expression, { names, scope }: Reading) {
  const root = rootOf(callee)
  const own = SDK_PROVIDERS[names.moduleOf(root.name) ?? '']
  if (own !== undefined) return { provider: own, hasAddress: false }
  const made = names.meaning(root, scope)
  if (made.kind !== 'call') return null
  const provider = SDK_PROVIDERS[names.moduleOf(rootOf(made.callee).name) ?? '']
  const hasAddress = entryOf(made.named, ['baseURL']) !== undefined
  return provider === undefined ? null : { provider, hasAddress }
}

/** `openai` of `openai.chat` */
function rootOf(expression: Expression): Expression & { kind: 'name' } {
  let root = expression
  while (root.kind === 'member' || root.kind === 'call')
    root = root.kind === 'member' ? root.object : root.callee
  return root.kind === 'name' ? root : { kind: 'name', name: '', line: root.line }
}
