import type { CallFact } from '../../model/fact.ts'
import { MODEL_KEYS, type Api } from './apis.ts'
import {
  dotted,
  entryOf,
  type CallSite,
  type Entry,
  type Expression,
  type Module,
  type Parameter,
} from './module.ts'
import type { Reading } from './names.ts'
import { partsOf } from './sent.ts'

/** A function of the file that passes a model on: `def ask(text, model): client.create(model=model, …)`. */
export type Wrapper = {
  readonly scope: string
  readonly api: Api
  readonly parameters: readonly Parameter[]
  readonly model: Parameter
}

/** The functions whose parameter is the model of a call inside them, by the name that callers use. */
export function wrappersOf(
  { functions }: Module,
  asked: readonly { readonly scope: string; readonly api: Api; readonly model: Expression | undefined }[],
): ReadonlyMap<string, Wrapper> {
  const heads = new Map(functions.map(head => [head.scope, head.parameters]))
  return new Map(
    asked.flatMap(({ scope, api, model }) => {
      const parameters = heads.get(scope) ?? []
      const name = model === undefined ? null : dotted(model).split('.').at(-1)
      const passed = model?.kind === 'name' ? parameters.find(one => one.name === name) : undefined
      if (passed === undefined) return []
      const wrapper = { scope, api, parameters, model: passed }
      const last = scope.split('.').at(-1) ?? scope
      const names = scope === last ? [last] : [`self.${last}`, `this.${last}`, `cls.${last}`]
      return names.map(callee => [callee, wrapper] as const)
    }),
  )
}

/** A call of a wrapper, and what it is given: by name, and by place where the function is in this file. */
export type Through = {
  readonly through: NonNullable<CallFact['through']>
  readonly model: Expression
  readonly api: Api | null
}

/** The call as one that goes through a wrapper of this file, or of a file that it imports; null for any other. */
export function throughOf(
  { call }: CallSite,
  given: readonly Entry[],
  {
    path,
    wrappers,
    at,
  }: { readonly path: string; readonly wrappers: ReadonlyMap<string, Wrapper>; readonly at: Reading },
): Through | null {
  const wrapper = wrappers.get(dotted(call.callee))
  if (wrapper === undefined) return importedThrough(call, given, at)
  const passed = new Map(
    wrapper.parameters.flatMap(({ name, index }) => {
      const value = entryOf(given, [name])?.value ?? (index === null ? undefined : placed(call, index))
      return value === undefined ? [] : [[name, value] as const]
    }),
  )
  const model = passed.get(wrapper.model.name)
  if (model === undefined) return null
  const through = { call: `${path}#${wrapper.scope}`, passes: partsBy([...passed], wrapper.model.name, at) }
  return { through, model, api: wrapper.api }
}

/** An object in a first place is the names of a JavaScript call, not its first argument. */
const placed = ({ args }: Expression & { kind: 'call' }, index: number) => {
  const value = args[index]
  return value?.kind === 'object' ? undefined : value
}

function importedThrough(
  call: Expression & { kind: 'call' },
  given: readonly Entry[],
  at: Reading,
): Through | null {
  const id = importedFunction(call.callee, at)
  const model = id === null ? undefined : entryOf(given, MODEL_KEYS)
  if (id === null || model === undefined) return null
  const passed = given.map(({ key, value }) => [key, value] as const)
  return { through: { call: id, passes: partsBy(passed, model.key, at) }, model: model.value, api: null }
}

/** Only a name: what a method belongs to is decided at run time. */
const importedFunction = (callee: Expression, { names, scope }: Reading): string | null =>
  callee.kind === 'name' || callee.kind === 'member' ? names.imported(callee, scope) : null

const partsBy = (passed: readonly (readonly [string, Expression])[], model: string, at: Reading) =>
  Object.fromEntries(
    passed.filter(([name]) => name !== model).map(([name, value]) => [name, partsOf(value, at)] as const),
  )
