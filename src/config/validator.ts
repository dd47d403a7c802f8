import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ErrorObject } from 'ajv/dist/2020.js'
import type { Config } from './config.ts'
import { CONFIG_SCHEMA } from './schema.ts'

/** What the schema has against a value. */
export type SchemaError = Pick<ErrorObject, 'instancePath' | 'keyword' | 'propertyName'> & {
  readonly params: Readonly<Record<string, unknown>>
}

/** Tells whether a canonical value is a configuration; `errors` is about the latest value. */
export type Validator = {
  (value: unknown): value is Config
  errors?: readonly SchemaError[] | null
}

export const SCHEMA = CONFIG_SCHEMA
export const OPTIONS = { allErrors: true, allowUnionTypes: true, messages: false } as const

/** The bundler replaces this file by code compiled from SCHEMA and OPTIONS: bundles carry no compiler. */
export const compileValidator = (): Validator => new Ajv2020(OPTIONS).compile<Config>(SCHEMA)
