import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { sampleOf } from './sample.ts'

test('windows spread from the beginning to the end', () => {
  const text = `START${'.'.repeat(9_990)}FINAL`
  const { windows, scale } = sampleOf(text, 1_000)
  expect(windows.map(window => window.length)).toEqual([333, 333, 333])
  expect(windows[0]).toMatch(/^START/)
  expect(windows.at(-1)).toMatch(/FINAL$/)
  expect(scale).toBeCloseTo(10.01, 2)
})

test('a short text is taken whole', () => {
  expect(sampleOf('hello world', 1)).toEqual({ windows: ['hello world'], scale: 1 })
})

test('the scale makes up for what was left out', () => {
  fc.assert(
    fc.property(fc.nat(50_000), fc.nat(50_000), (length, characters) => {
      const { windows, scale } = sampleOf('x'.repeat(length), characters)
      expect(windows.join('').length * scale).toBeCloseTo(length, 3)
    }),
  )
})
