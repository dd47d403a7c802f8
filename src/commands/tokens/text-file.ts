import { loadEncoder } from '../../tokens/encodings.ts'
import { partsOfStream } from '../../tokens/chunks.ts'
import { vocabularyOf } from '../../tokens/vocabulary.ts'

export type CountedText = {
  readonly model: string
  readonly input_tokens: number
  readonly low: number
  readonly high: number
  readonly exact: boolean
}

const PART = 1 << 18

/** Tokens of a text of any size, without the framing of a request. */
export async function countText(chunks: AsyncIterable<string>, model: string): Promise<CountedText> {
  const { encoding, exact, band } = vocabularyOf(model)
  const encoder = await loadEncoder(encoding)
  let tokens = 0
  for await (const part of partsOfStream(chunks, PART)) tokens += encoder.count(part)
  return {
    model,
    input_tokens: Math.round(tokens),
    low: Math.floor(tokens * band.low),
    high: Math.ceil(tokens * band.high),
    exact,
  }
}
