import { countRequest } from './count-request.ts'
import type { ModelRequest } from './count-request.ts'
import { loadEncoder } from './encodings.ts'
import { asText, isRecord, parsed, textOf } from './loose.ts'
import { vocabularyOf } from './vocabulary.ts'

/** One line of the answer: `{id, input_tokens, low, high, exact, breakdown}` or `{id, input_tokens: null, error}`. */
export type CountedLine =
  | {
      readonly id: unknown
      readonly input_tokens: number
      readonly low: number
      readonly high: number
      readonly exact: boolean
      readonly breakdown: Readonly<Record<string, number>>
    }
  | { readonly id: unknown; readonly input_tokens: null; readonly error: string }

/** Counts one JSON line `{id, provider, api, model, request}`. Other keys are ignored; nothing is thrown. */
export async function countLine(line: string): Promise<CountedLine> {
  const row = parsed(line)
  if (!isRecord(row)) return failed(null, 'the line is not a JSON object')
  const id = row['id'] ?? null
  const model = textOf(row['model'])
  if (model === '') return failed(id, 'there is no `model`')
  if (!isRecord(row['request'])) return failed(id, '`request` is not an object')
  const { provider, api, request } = row
  return countRow(id, { provider: textOf(provider), api: textOf(api), model, request })
}

const failed = (id: unknown, error: string): CountedLine => ({ id, input_tokens: null, error })

async function countRow(id: unknown, request: ModelRequest): Promise<CountedLine> {
  const encoder = await loadEncoder(vocabularyOf(request.model).encoding)
  try {
    const counted = countRequest(request, encoder.count)
    if (counted === null) return failed(id, `there is no api \`${request.api}\``)
    const { tokens, low, high, exact, breakdown } = counted
    const parts = Object.fromEntries(breakdown.map(part => [part.what, part.tokens]))
    return { id, input_tokens: tokens, low, high, exact, breakdown: parts }
  } catch (error) {
    // Only the engine's own limits (the stack of regular expressions) come here.
    return failed(
      id,
      `the request is too large to count: ${error instanceof Error ? error.message : asText(error)}`,
    )
  }
}
