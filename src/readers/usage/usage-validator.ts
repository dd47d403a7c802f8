import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ErrorObject } from 'ajv/dist/2020.js'
import type { UsageEvidence } from '../../model/usage-evidence.ts'
import { USAGE_SCHEMA } from './usage.schema.ts'

/** Tells whether parsed JSON is evidence of usage; `errors` is about the latest value. */
export type UsageValidator = {
  (value: unknown): value is UsageEvidence
  errors?: readonly Pick<ErrorObject, 'instancePath' | 'keyword'>[] | null
}

export const SCHEMA = USAGE_SCHEMA
export const OPTIONS = { allowUnionTypes: true, messages: false } as const

/** The bundler replaces this file by code compiled from SCHEMA and OPTIONS: bundles carry no compiler. */
export const compileValidator = (): UsageValidator => new Ajv2020(OPTIONS).compile<UsageEvidence>(SCHEMA)
