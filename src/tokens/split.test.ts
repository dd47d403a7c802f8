import cl100k from 'js-tiktoken/ranks/cl100k_base'
import o200k from 'js-tiktoken/ranks/o200k_base'
import { expect, test } from 'vitest'
import { createSplit } from './split.ts'

test('pieces are words with the space before them, three digits, punctuation', () => {
  expect(createSplit(o200k.pat_str)("It'll cost  12345 USD!\n")).toEqual([
    "It'll",
    ' cost',
    ' ',
    ' ',
    '123',
    '45',
    ' USD',
    '!\n',
  ])
})

test.for([
  ['letters', 'a'],
  ['capitals', 'A'],
  ['CJK', '龘'],
  ['combining marks', '\u0301'],
  ['emoji', '😀'],
  ['lone surrogates', '\uD800'],
  ['spaces', ' '],
  ['line breaks', '\n'],
] as const)('2 MB of %s are one piece and no stack overflow', ([, unit]) => {
  const run = unit.repeat(2_000_000 / unit.length)
  expect(createSplit(o200k.pat_str)(run)).toHaveLength(1)
  expect(createSplit(cl100k.pat_str)(run)).toHaveLength(1)
})
