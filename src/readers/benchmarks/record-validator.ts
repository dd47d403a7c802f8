import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ErrorObject } from 'ajv/dist/2020.js'
import type { BenchmarkRecord } from '../../model/benchmark-record.ts'
import { RECORD_SCHEMA } from './record.schema.ts'

/** Tells whether parsed JSON is a record; `errors` is about the latest value. */
export type RecordValidator = {
  (value: unknown): value is BenchmarkRecord
  errors?: readonly Pick<ErrorObject, 'instancePath' | 'keyword'>[] | null
}

export const SCHEMA = RECORD_SCHEMA
export const OPTIONS = { allowUnionTypes: true, messages: false } as const

/** The bundler replaces this file by code compiled from SCHEMA and OPTIONS: bundles carry no compiler. */
export const compileValidator = (): RecordValidator => new Ajv2020(OPTIONS).compile<BenchmarkRecord>(SCHEMA)
