import { didYouMean } from './nearest.ts'
import type { Pointer } from './places.ts'
import { keyName, valueName } from './problem.ts'
import type { Problem } from './problem.ts'
import { CONFIG_SCHEMA } from './schema.ts'
import type { SchemaError } from './validator.ts'

/** More than anybody corrects in one go; a hostile file has a hundred thousand. */
const MOST_ERRORS = 1000

/** The schema's errors in the admin's words, one for each mistake. `value` is what was written. */
export function explainErrors(errors: readonly SchemaError[], value: unknown): readonly Problem[] {
  const problems = withoutRejectedForms(errors.slice(0, MOST_ERRORS), value).map(error =>
    explain(error, value),
  )
  const seen = new Set<string>()
  return problems.filter(({ pointer, code, message }) => {
    const mistake = JSON.stringify([pointer, code, code === 'config-value' ? '' : message])
    return !seen.has(mistake) && seen.add(mistake)
  })
}

/** Where a key takes a word or a map, only what is wrong with the form that was written counts. */
function withoutRejectedForms(errors: readonly SchemaError[], value: unknown): readonly SchemaError[] {
  const choices = new Set(
    errors.filter(({ keyword }) => keyword === 'anyOf').map(error => error.instancePath),
  )
  return errors.filter(error => {
    if (error.propertyName !== undefined) return false
    if (!choices.has(error.instancePath)) return true
    const written = at(value, pointerIn(value, error.instancePath))
    return isRecord(written) === !['anyOf', 'enum', 'type'].includes(error.keyword)
  })
}

type Explanation = Pick<Problem, 'code' | 'message' | 'hint'> & { readonly pointer?: Pointer }
type Found = {
  readonly params: Readonly<Record<string, unknown>>
  readonly pointer: Pointer
  readonly schema: Subschema
  readonly written: unknown
}
type Explain = (found: Found) => Explanation

const EXPLANATIONS: Readonly<Record<string, Explain>> = {
  additionalProperties: ({ params, pointer, schema }) => {
    const key = String(params['additionalProperty'])
    return {
      code: 'config-unknown-key',
      pointer: [...pointer, key],
      message: `${keyName([key])} is not a key of ${nounOf(schema)}.`,
      hint: didYouMean(key, Object.keys(schema.properties ?? {}), 'keys'),
    }
  },
  required: ({ params, pointer, schema }) => {
    const key = String(params['missingProperty'])
    const missing = schema.properties?.[key]
    return {
      code: 'config-missing-key',
      message: `${subject(pointer, schema)} needs \`${key}\`.`,
      hint: `Add \`${key}\`: ${missing?.title ?? 'a value'}.`,
    }
  },
  propertyNames: ({ params, pointer, schema }) => {
    const key = String(params['propertyName'])
    return {
      code: 'config-name',
      pointer: [...pointer, key],
      message: `${keyName([key])} must be ${schema.propertyNames?.title}.`,
      hint: 'Reports and budgets use this name. Choose another one.',
    }
  },
  maxItems: tooMany,
  maxProperties: tooMany,
  minProperties: ({ pointer, schema }) => ({
    code: 'config-value',
    message: `${keyName(pointer)} must be ${schema.title}, not empty.`,
    hint: hintFor(schema),
  }),
}

function tooMany({ params, pointer }: Found): Explanation {
  return {
    code: 'config-value',
    message: `${keyName(pointer)} has more than ${String(params['limit'])} entries.`,
    hint: 'Use globs or tags to say the same with fewer.',
  }
}

const explainValue: Explain = ({ pointer, schema, written }) => ({
  code: 'config-value',
  ...(pointer.length === 0 ? NO_MAP : explainAt(pointer, schema, written)),
})

const NO_MAP = { message: 'The file must be a map of keys.', hint: 'Begin with `version: 1`.' }

const explainAt = (pointer: Pointer, schema: Subschema, written: unknown) => ({
  message: `${keyName(pointer)} must be ${schema.title}, not ${valueName(written)}.`,
  hint: valueHint(schema, written),
})

function valueHint(schema: Subschema, written: unknown): string {
  if (written === null) return 'Write a value, or remove the key.'
  const words = schema.enum ?? schema.anyOf?.[0]?.enum
  if (typeof written === 'string' && words) return didYouMean(written, words, 'values')
  const keys = Object.keys(schema.properties ?? {})
  return keys.length > 0 && !isRecord(written) ? `Its keys are ${keys.join(', ')}.` : hintFor(schema)
}

function explain(error: SchemaError, value: unknown): Problem {
  const pointer = pointerIn(value, error.instancePath)
  const written = at(value, pointer)
  const found = { params: error.params, pointer, schema: schemaAt(pointer, written), written }
  return { severity: 'error', pointer, ...(EXPLANATIONS[error.keyword] ?? explainValue)(found) }
}

const hintFor = (schema: Subschema) => schema.description ?? `Write ${schema.title}.`

/** What explanations read of a schema. */
type Subschema = {
  readonly title: string
  readonly description?: string
  readonly properties?: Readonly<Record<string, Subschema>>
  readonly additionalProperties?: Subschema | boolean
  readonly propertyNames?: Subschema
  readonly items?: Subschema
  readonly enum?: readonly string[]
  readonly anyOf?: readonly Subschema[]
}

/** The schema of the value at a pointer; where it may be a word or a map and a map is written, the map's. */
function schemaAt(pointer: Pointer, written: unknown): Subschema {
  const found = pointer.reduce<Subschema>((schema, step) => {
    const { properties, additionalProperties, items } = asMap(schema)
    const named = properties !== undefined && Object.hasOwn(properties, step) ? properties[step] : undefined
    const other = typeof additionalProperties === 'object' ? additionalProperties : items
    return named ?? other ?? ANYTHING
  }, CONFIG_SCHEMA)
  return isRecord(written) ? asMap(found) : found
}

const ANYTHING: Subschema = { title: 'something else' }

const asMap = (schema: Subschema) => schema.anyOf?.find(form => form.properties !== undefined) ?? schema

/** `/budgets/0/id` → budgets, 0, id: a step into a list is a number. */
function pointerIn(value: unknown, instancePath: string): Pointer {
  const steps = instancePath.split('/').slice(1).map(unescaped)
  return steps.map((step, index) => (Array.isArray(at(value, steps.slice(0, index))) ? Number(step) : step))
}

const unescaped = (step: string) => step.replaceAll('~1', '/').replaceAll('~0', '~')

function at(value: unknown, pointer: Pointer): unknown {
  return pointer.reduce<unknown>((inner, step) => {
    if (Array.isArray(inner)) return inner[Number(step)]
    return isRecord(inner) && Object.hasOwn(inner, step) ? inner[step] : undefined
  }, value)
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** `a quality limit such as { max_drop: 5pp }` → `a quality limit` */
const nounOf = (schema: Subschema) => schema.title.split(' such as ', 1)[0] ?? schema.title

/** A named thing by its name, an item of a list by what it is. */
function subject(pointer: Pointer, schema: Subschema): string {
  if (typeof pointer.at(-1) !== 'number') return keyName(pointer)
  const noun = nounOf(schema)
  return noun.charAt(0).toUpperCase() + noun.slice(1)
}
