import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ErrorObject } from 'ajv/dist/2020.js'
import type { Result } from '../src/report/result.ts'
import { RESULT_SCHEMA } from '../src/report/schema.ts'

/** Tells whether a value is a result; `errors` is about the latest value. */
export type ResultValidator = {
  (value: unknown): value is Result
  errors?: readonly Pick<ErrorObject, 'instancePath' | 'keyword'>[] | null
}

export const SCHEMA = RESULT_SCHEMA
export const OPTIONS = { allowUnionTypes: true, messages: false } as const

/** The bundler replaces this file by code compiled from SCHEMA and OPTIONS: bundles carry no compiler. */
export const compileValidator = (): ResultValidator => new Ajv2020(OPTIONS).compile<Result>(SCHEMA)
