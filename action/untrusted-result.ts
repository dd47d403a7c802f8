import type { Result } from '../src/report/result.ts'
import { compileValidator } from './result-validator.ts'

/** Characters. A repository of a thousand workloads stays below. */
const LARGEST = 8 * 1024 * 1024

/**
 * A result that somebody else wrote, such as the run of a pull request from a fork: exactly of our shape.
 * @throws Error that says why it is none
 */
export function resultIn(text: string): Result {
  if (text.length > LARGEST) throw new Error(`the result is larger than ${LARGEST} characters`)
  const value = parsed(text)
  const isResult = compileValidator()
  if (isResult(value)) return value
  const [error] = isResult.errors ?? []
  const where = error?.instancePath || 'its top'
  throw new Error(`the result is not of the published shape at ${where} (${error?.keyword})`)
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new Error('the result is no JSON')
  }
}
