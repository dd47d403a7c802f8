import { expect, test } from 'vitest'
import { delta, side } from '../../rules/testing.ts'
import { isInScope } from './scope.ts'

const chat = side({ environment: 'production', owner: '@acme/support', tags: { team: 'support' } })
const moved = side({ environment: 'development', owner: null, tags: {} })

test.for([
  { scope: { workloads: ['support-*'] }, looked: true },
  { scope: { workloads: ['search'] }, looked: false },
  { scope: { environments: ['prod*'] }, looked: true },
  { scope: { owners: ['@acme/*'] }, looked: true },
  { scope: { owners: ['@acme/search'] }, looked: false },
  { scope: { tags: { team: 'support' } }, looked: true },
  { scope: { tags: { team: 'search' } }, looked: false },
  { scope: { environments: ['production'], owners: ['@acme/search'] }, looked: false },
])('$scope on support-chat in production: $looked', ({ scope, looked }) => {
  expect(isInScope(scope, delta({ head: chat }))).toBe(looked)
})

test('leaving an environment does not leave the rules of it', () => {
  expect(isInScope({ environments: ['production'] }, delta({ base: chat, head: moved }))).toBe(true)
  expect(isInScope({ environments: ['production'] }, delta({ base: moved, head: moved }))).toBe(false)
})
