import { expect, test } from 'vitest'
import { OPEN, pieceKindOf, weigh } from './piece-kind.ts'

test.for([
  [' answer', 'word'],
  ['answer', 'joined'],
  [' HTTP', 'capitals'],
  ['東京', 'cjk'],
  [' мир', 'script'],
  ['420', 'digits'],
  [' {"', 'mark'],
  ['\n\n', 'space'],
] as const)('%j is %s', ([piece, kind]) => {
  expect(pieceKindOf(piece)).toBe(kind)
})

test('the open vocabulary weighs its own tokens as they are', () => {
  for (const piece of [' answer', 'answer', ' HTTP', '東京', '420', ' {"', '\n'])
    expect(weigh(piece, 3, OPEN)).toBe(3)
})
