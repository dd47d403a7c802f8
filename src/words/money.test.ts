import { assert, double, property } from 'fast-check'
import { expect, test } from 'vitest'
import { unitUsd, usd, usdDelta, usdPair, usdRange } from './money.ts'

test.for([
  { amount: 0.0135, text: '$0.0135' },
  { amount: 0.00000042, text: '$0.00000042' },
  { amount: 0.5, text: '$0.50' },
  { amount: 5.1, text: '$5.10' },
  { amount: 5.104, text: '$5.10' },
  { amount: 12.345, text: '$12.35' },
  { amount: 30, text: '$30' },
  { amount: 410.5, text: '$411' },
  { amount: 9.997, text: '$10' },
  { amount: 99.997, text: '$100' },
  { amount: 999.7, text: '$1,000' },
  { amount: 1240, text: '$1,240' },
  { amount: 123456, text: '$123,500' },
  { amount: -30, text: '−$30' },
  { amount: 0, text: '$0' },
  { amount: null, text: 'unknown' },
])('$amount USD is $text', ({ amount, text }) => {
  expect(usd(amount)).toBe(text)
})

test.for([
  { amount: 1240, text: '+$1,240' },
  { amount: -30, text: '−$30' },
  { amount: 0, text: 'no change' },
  { amount: null, text: 'unknown' },
])('a difference of $amount USD is $text', ({ amount, text }) => {
  expect(usdDelta(amount)).toBe(text)
})

test.for([
  { base: 3240, head: 4480, text: '$3,240 → $4,480' },
  { base: 123456, head: 123489, text: 'about $123,500' },
  { base: 3240, head: 3240, text: '$3,240' },
  { base: 480, head: null, text: '$480 → unknown' },
  { base: null, head: null, text: 'unknown' },
])('from $base to $head is $text', ({ base, head, text }) => {
  expect(usdPair(base, head)).toBe(text)
})

test('a range of one amount is that amount', () => {
  expect([usdRange(3900, 5300), usdRange(100, 100)]).toEqual(['$3,900 … $5,300', '$100'])
})

test('a unit price keeps its digits', () => {
  expect([unitUsd(1.006), unitUsd(2.5), unitUsd(10), unitUsd(0.075)]).toEqual([
    '$1.006',
    '$2.50',
    '$10',
    '$0.075',
  ])
})

test('what is shown is within half a percent, and never nothing for something', () => {
  assert(
    property(double({ min: 1e-12, max: 1e12, noNaN: true }), amount => {
      const shown = Number(usd(amount).replace(/[$,]/g, ''))
      expect(Math.abs(shown - amount)).toBeLessThanOrEqual(amount * 0.0051)
    }),
  )
})
