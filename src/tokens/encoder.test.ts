import * as fc from 'fast-check'
import { Tiktoken } from 'js-tiktoken/lite'
import cl100k from 'js-tiktoken/ranks/cl100k_base'
import o200k from 'js-tiktoken/ranks/o200k_base'
import { describe, expect, test } from 'vitest'
import { createEncoder } from './encoder.ts'

const encoders = { o200k_base: createEncoder(o200k), cl100k_base: createEncoder(cl100k) }
const references = { o200k_base: new Tiktoken(o200k), cl100k_base: new Tiktoken(cl100k) }
const encodings = ['o200k_base', 'cl100k_base'] as const

describe('the same token ids as the reference engine', () => {
  test.for([
    ['words', 'hello world', [24912, 2375], [15339, 1917]],
    ['punctuation', 'Hello, world!', [13225, 11, 2375, 0], [9906, 11, 1917, 0]],
    ['a byte order mark is no white space', '\uFEFF', [5574], [3305]],
    ['a byte order mark inside', 'a\uFEFFb', [64, 5574, 65], [64, 3305, 65]],
    ['next line is white space', '\u0085', [126, 227], [126, 227]],
    ['a lone surrogate', '\uD800', [3251], [5809]],
    [
      'a special token is plain text',
      '<|endoftext|>',
      [27, 91, 419, 1440, 919, 91, 29],
      [27, 91, 8862, 728, 428, 91, 29],
    ],
    ['emoji', '😀😀', [84083, 84083], [76460, 222, 76460, 222]],
    ['contractions', "it'S I'LL", [278, 31233, 3413, 7454], [275, 13575, 358, 6, 4178]],
    ['nothing', '', [], []],
  ] as const)('%s', ([, text, o200kIds, cl100kIds]) => {
    expect(encoders.o200k_base.encode(text)).toEqual(o200kIds)
    expect(encoders.cl100k_base.encode(text)).toEqual(cl100kIds)
    expect(encoders.o200k_base.count(text)).toBe(o200kIds.length)
  })
})

describe.for(encodings)('equal to js-tiktoken in %s', encoding => {
  const ours = (text: string) => ({
    ids: encoders[encoding].encode(text),
    count: encoders[encoding].count(text),
  })
  const theirs = (text: string) => {
    const ids = references[encoding].encode(text, [], [])
    return { ids, count: ids.length }
  }

  test.for(['grapheme', 'grapheme-ascii', 'binary', 'binary-ascii'] as const)('short %s strings', unit => {
    const texts = withoutKnownDifferences(fc.string({ unit, maxLength: 60 }))
    fc.assert(
      fc.property(texts, text => {
        expect(ours(text)).toEqual(theirs(text))
      }),
      { numRuns: 400 },
    )
  })

  test.for(Object.entries(ALPHABETS))('short strings of %s', ([, letters]) => {
    const texts = stringOf(letters, { minLength: 0, maxLength: 60 })
    fc.assert(
      fc.property(texts, text => {
        expect(ours(text)).toEqual(theirs(text))
      }),
      { numRuns: 200 },
    )
  })

  test.for(Object.entries(RUNS))('long pieces, through the heap: %s', ([, letters]) => {
    const texts = stringOf(letters, { minLength: 190, maxLength: 600 })
    fc.assert(
      fc.property(texts, text => {
        expect(ours(text)).toEqual(theirs(text))
      }),
      { numRuns: 15 },
    )
  })
})

/** js-tiktoken splits by JavaScript's `\s`: it is wrong about U+FEFF and U+0085. */
const withoutKnownDifferences = (texts: fc.Arbitrary<string>) =>
  texts.filter(text => !/[\uFEFF\u0085\u017F]/u.test(text))

const ALPHABETS = {
  'prompts and templates': [...'aeinst AEINST\n\t{}%$.,:;\'"-_/0123456789'],
  'contractions and case': ["'s", "'LL", "'Re", "'ve", 'm', 'D', ' ', 'É', 'ß', 'ǅ', 'x'],
  'white space': [' ', '  ', '\n', '\r\n', '\t', '\u00A0', '\u2003', '\u2028', '\u3000', 'a'],
  'many scripts': [...'日本語中文漢字한국어สวัสดีनमस्तेمرحباשלוםΩЖ١२๓ '],
  'emoji and marks': ['👩‍👩‍👧', '🇩🇪', '🏽', '\u0301', '\u200D', '\uFE0F', 'e', '😀', '\0', '\uFFFD'],
  'lone surrogates': ['\uD83D', '\uDE00', '\uD800', 'a', ' '],
}

const RUNS = {
  letters: [...'abcdefghijklmnopqrstuvwxyz'],
  'the same few letters': ['a', 'aa', 'ab'],
  spaces: [' ', '\t'],
  lines: ['\n'],
  rules: ['_', '-', '='],
  CJK: [...'的一是在不了有和人这中大为上个国我以要他'],
}

const stringOf = (letters: readonly string[], size: { minLength: number; maxLength: number }) =>
  fc.string({ unit: fc.constantFrom(...letters), ...size })

describe('hostile input', () => {
  test.for([
    ['a × 8,000', 'a'.repeat(8_000), 1_000],
    ['spaces × 4,000 and x', `${' '.repeat(4_000)}x`, 33],
    ['spaces × 50,000 and x', `${' '.repeat(50_000)}x`, 392],
    ['spaces × 200,000 and x', `${' '.repeat(200_000)}x`, 1_564],
    ['line breaks × 50,000', '\n'.repeat(50_000), 3_125],
    ['underscores × 50,000', '_'.repeat(50_000), 782],
    ['digits × 50,000', '1'.repeat(50_000), 16_667],
    ['emoji × 5,000', '😀'.repeat(5_000), 5_000],
  ] as const)('%s has its exact count', ([, text, tokens]) => {
    expect(encoders.o200k_base.count(text)).toBe(tokens)
  })

  test.for([
    ['one letter', 'a'],
    ['spaces', ' '],
    ['line breaks', '\n'],
    ['underscores', '_'],
    ['letters', 'qzjxkvwpyfghbmcu'],
    ['CJK', '龘靐齉爩鱻麤灪籲'],
    ['emoji', '😀🧬🪐🫠'],
  ] as const)('twice as much takes at most three times as long: %s', ([, unit]) => {
    const text = unit.repeat(Math.ceil(100_000 / unit.length))
    const twice = text + text
    expect(fastestOf(twice) / fastestOf(text)).toBeLessThan(3)
  })
})

/** The fastest of nine: a busy machine only makes runs slower. */
const fastestOf = (text: string) => Math.min(...Array.from({ length: 9 }, () => secondsFor(text)))

function secondsFor(text: string): number {
  const start = performance.now()
  encoders.o200k_base.count(text)
  return performance.now() - start
}

describe('a rank file of another form is a bug of the build', () => {
  test('no mark', () => {
    expect(() => createEncoder({ pat_str: '.', bpe_ranks: 'IQ== Ig==' })).toThrow('must start with a mark')
  })
  test('a second line', () => {
    expect(() => createEncoder({ pat_str: '.', bpe_ranks: '! 0 IQ== Ig==\n! 9 Iw==' })).toThrow(
      'one line of base64',
    )
  })
  test(String.raw`a class with \S`, () => {
    expect(() => createEncoder({ pat_str: String.raw`[\Sa]`, bpe_ranks: '! 0 IQ==' })).toThrow('no rewrite')
  })
})
