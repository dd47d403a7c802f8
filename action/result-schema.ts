import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Result } from '../src/report/result.ts'
import { RESULT_SCHEMA } from '../src/report/schema.ts'

/** Bytes. A repository of a thousand workloads stays below. */
const LARGEST = 8 * 1024 * 1024

/**
 * A result that somebody else wrote, such as the run of a pull request from a fork: exactly of our shape.
 * @throws Error that says why it is none
 */
export function resultIn(text: string): Result {
  if (text.length > LARGEST) throw new Error(`the result is larger than ${LARGEST} characters`)
  const value = parsed(text)
  const validate = new Ajv2020({ allowUnionTypes: true }).compile<Result>(RESULT_SCHEMA)
  if (validate(value)) return value
  const [error] = validate.errors ?? []
  throw new Error(
    `the result is not of the published shape at ${error?.instancePath || 'its top'}: ${error?.message}`,
  )
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error('the result is no JSON')
  }
}
