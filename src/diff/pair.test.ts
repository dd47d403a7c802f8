import { expect, test } from 'vitest'
import { pair } from './pair.ts'

/** `gpt=1`: a key and what stands for its content. */
const keyOf = (item: string) => item.split('=')[0] ?? ''

test.for<[string, readonly string[], readonly string[], readonly string[]]>([
  ['nothing', [], [], []],
  ['equal keys, whatever the order', ['a=1', 'b=1'], ['b=2', 'a=2'], ['b=1 → b=2', 'a=1 → a=2']],
  ['what is left, by position', ['a=1', 'b=1'], ['c=2', 'd=2'], ['a=1 → c=2', 'b=1 → d=2']],
  ['keys before positions', ['a=1', 'b=1'], ['c=2', 'a=2'], ['b=1 → c=2', 'a=1 → a=2']],
  ['added', ['a=1'], ['a=2', 'b=2'], ['a=1 → a=2', 'none → b=2']],
  ['removed', ['a=1', 'b=1'], ['b=2'], ['b=1 → b=2', 'a=1 → none']],
  ['all removed', ['a=1'], [], ['a=1 → none']],
])('pairs %s', ([, base, head, pairs]) => {
  const words = pair(base, head, keyOf).map(([before, after]) => `${before ?? 'none'} → ${after ?? 'none'}`)
  expect(words).toStrictEqual(pairs)
})
