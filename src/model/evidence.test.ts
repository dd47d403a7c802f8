import { expect, test } from 'vitest'
import { UnitcostError } from './diagnostic.ts'
import { weakest, type Basis } from './evidence.ts'

test.for<[readonly Basis[], Basis]>([
  [[], 'measured'],
  [['measured', 'measured'], 'measured'],
  [['measured', 'declared'], 'declared'],
  [['assumed', 'measured', 'declared'], 'assumed'],
])('a number made of %j is %s', ([bases, basis]) => {
  expect(weakest(bases)).toBe(basis)
})

test('an error that ends the run has a code and a remedy', () => {
  const error = new UnitcostError('missing-base', 'there is no base', 'Fetch it.')
  expect({ ...error, message: error.message }).toStrictEqual({
    name: 'UnitcostError',
    code: 'missing-base',
    message: 'there is no base',
    hint: 'Fetch it.',
    diagnostics: [],
  })
})
