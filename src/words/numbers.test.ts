import { expect, test } from 'vitest'
import { change, count, plural, sharePercent, significant, signed } from './numbers.ts'

test.for([
  { n: 1240, text: '1,240' },
  { n: 1234567, text: '1,235,000' },
  { n: 0.0135, text: '0.0135' },
  { n: 0.00000042, text: '0.00000042' },
  { n: 99.996, text: '100' },
  { n: 9999.6, text: '10,000' },
  { n: 0.1 + 0.2, text: '0.3' },
  { n: -30, text: '−30' },
  { n: 0, text: '0' },
])('$n in four digits is $text', ({ n, text }) => {
  expect(significant(n)).toBe(text)
})

test.for([
  { n: 1_200_000, text: '1,200,000' },
  { n: 2100.4, text: '2,100' },
  { n: 2.4, text: '2.4' },
  { n: -300, text: '−300' },
])('$n things are $text', ({ n, text }) => {
  expect(count(n)).toBe(text)
})

test.for([
  { ratio: 1.378, text: '+38 %' },
  { ratio: 0.86, text: '−14 %' },
  { ratio: 1.012, text: '+1.2 %' },
  { ratio: 1.00000001, text: '+under 0.01 %' },
  { ratio: 3, text: '+200 %' },
  { ratio: 3.2, text: '×3.2' },
  { ratio: 0.004, text: '−99.6 %' },
  { ratio: 0.00001, text: '−over 99.99 %' },
  { ratio: 0, text: '−100 %' },
  { ratio: 1, text: null },
  { ratio: null, text: null },
  { ratio: Infinity, text: null },
])('head ÷ base = $ratio is $text', ({ ratio, text }) => {
  expect(change(ratio)).toBe(text)
})

test.for([
  { share: 0.713, text: '71 %' },
  { share: 0.004, text: 'under 1 %' },
  { share: 0.996, text: 'over 99 %' },
  { share: 0, text: '0 %' },
  { share: 1, text: '100 %' },
])('a share of $share is $text', ({ share, text }) => {
  expect(sharePercent(share)).toBe(text)
})

test('a difference always has its sign, and nothing is no change', () => {
  expect([4, -4, 0].map(n => signed(n, size => `${size} pp`))).toEqual(['+4 pp', '−4 pp', 'no change'])
})

test('one of something, several of it', () => {
  expect([plural(1, 'budget'), plural(2, 'budget')]).toEqual(['1 budget', '2 budgets'])
})
