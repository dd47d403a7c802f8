import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { matchesAny } from './match.ts'

test.for([
  ['support-chat', 'support-chat', true],
  ['support-chat', 'support-chat-2', false],
  ['support-*', 'support-chat', true],
  ['support-*', 'support-', true],
  ['*-batch', 'nightly-batch', true],
  ['*', 'prompts/answer.j2', true],
  ['prompts/*.j2', 'prompts/deep/answer.j2', true],
  ['a*a', 'a', false],
  ['*b*b*', 'abcb', true],
  ['a.c', 'abc', false],
  ['', 'anything', false],
] as const)('%s matches %s: %s', ([pattern, id, matched]) => {
  expect(matchesAny([pattern], id)).toBe(matched)
})

test('one of several patterns is enough, and none is not', () => {
  expect(matchesAny(['triage', 'support-*'], 'support-chat')).toBe(true)
  expect(matchesAny([], 'support-chat')).toBe(false)
})

test('a star matches whatever was cut out of an id', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (before, cut, after) => {
      fc.pre(!`${before}${after}`.includes('*'))
      expect(matchesAny([`${before}*${after}`], `${before}${cut}${after}`)).toBe(true)
    }),
  )
})

test('a hostile pattern is answered', () => {
  expect(matchesAny(['a*'.repeat(100)], 'a'.repeat(10_000))).toBe(true)
  expect(matchesAny([`${'a*'.repeat(100)}b`], 'a'.repeat(10_000))).toBe(false)
})
