import { expect, test } from 'vitest'
import { ASSUMPTIONS } from '../model/assumptions.ts'
import { assumedSizes } from './assumptions.ts'

test('nothing said leaves the built-in assumptions', () => {
  expect(assumedSizes()).toEqual(ASSUMPTIONS)
})

test('what the admin says replaces one of them', () => {
  const sizes = assumedSizes({ variable_tokens: 50, tool_tokens: { expected: 200, high: 900 } })
  expect(sizes).toEqual({
    ...ASSUMPTIONS,
    variable: { low: 50, expected: 50, high: 50 },
    hiddenTool: { low: 200, expected: 200, high: 900 },
  })
})

test('sizes of input and output hold for routes without a prompt, too', () => {
  const sizes = assumedSizes({ input_tokens: 4000, output_tokens: { low: 10, expected: 80, high: 300 } })
  expect(sizes).toMatchObject({ profileInput: 4000, profileOutput: 80, output: { low: 10, high: 300 } })
})
