import { MAXIMUM_KEYS } from './apis.ts'
import { entryOf, type Entry, type Expression } from './module.ts'
import type { Reading } from './names.ts'

export type Stated = { readonly value: number; readonly line: number }

/** A number that the code states, here or behind a name. */
export function numberOf(expression: Expression | undefined, { names, scope }: Reading): Stated | null {
  if (expression === undefined) return null
  const value = names.meaning(expression, scope)
  return value.kind === 'number' && Number.isFinite(value.value)
    ? { value: value.value, line: value.line }
    : null
}

/** What a call is given: its named arguments, and the body that Bedrock takes as JSON. */
export function argumentsOf(
  call: Expression & { kind: 'call' },
  { names, scope }: Reading,
): readonly Entry[] {
  const named = call.args.filter(arg => arg.kind === 'name')
  const given = [...named.flatMap(arg => objectEntries(arg, { names, scope })), ...names.entries(call, scope)]
  const body = entryOf(given, ['body'])?.value
  const meant = body === undefined ? undefined : names.meaning(body, scope)
  const json = meant?.kind === 'call' ? meant.args[0] : undefined
  return json === undefined ? given : [...given, ...objectEntries(json, { names, scope })]
}

const objectEntries = (value: Expression, { names, scope }: Reading): readonly Entry[] =>
  names.meaning(value, scope).kind === 'object' ? names.entries(value, scope) : []

/** The longest answer: an argument, or a field of the settings that some libraries take apart. */
export function maximumOf(given: readonly Entry[], at: Reading): Stated | null {
  const inside = SETTINGS.flatMap(key => {
    const value = entryOf(given, [key])?.value
    return value === undefined ? [] : [at.names.entries(value, at.scope)]
  })
  return (
    [given, ...inside]
      .map(entries => numberOf(entryOf(entries, MAXIMUM_KEYS)?.value, at))
      .find(found => found !== null) ?? null
  )
}

const SETTINGS = [
  'inferenceConfig',
  'config',
  'generation_config',
  'generationConfig',
  'model_settings',
  'modelSettings',
  'model_kwargs',
  'modelKwargs',
  'extra_body',
  'options',
]
