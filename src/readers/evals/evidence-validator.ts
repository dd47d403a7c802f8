import { Ajv2020 } from 'ajv/dist/2020.js'
import type { ErrorObject } from 'ajv/dist/2020.js'
import type { EvalEvidence } from '../../model/eval-evidence.ts'
import { EVAL_EVIDENCE_SCHEMA } from './evidence.schema.ts'

/** Tells whether parsed JSON is evidence of evals; `errors` is about the latest value. */
export type EvalEvidenceValidator = {
  (value: unknown): value is EvalEvidence
  errors?: readonly Pick<ErrorObject, 'instancePath' | 'keyword'>[] | null
}

export const SCHEMA = EVAL_EVIDENCE_SCHEMA
export const OPTIONS = { allowUnionTypes: true, messages: false } as const

/** The bundler replaces this file by code compiled from SCHEMA and OPTIONS: bundles carry no compiler. */
export const compileValidator = (): EvalEvidenceValidator =>
  new Ajv2020(OPTIONS).compile<EvalEvidence>(SCHEMA)
