import { expect, test } from 'vitest'
import { distinctTags, tag } from './tags.ts'

const at = { path: 'gateway.yaml', line: 1 }

test.for([
  ['x-tenant-id', 'tenant'],
  ['metadata.team', 'tenant'],
  ['X-OpenWebUI-User-Id', 'user'],
  ['x-app', 'application'],
  ['metadata.feature', 'feature'],
  ['x-request-id', 'trace'],
  ['metadata.env', 'environment'],
  ['x-snapshot', 'other'],
] as const)('%s is about: %s', ([name, about]) => {
  expect(tag(name, 'caller', at).about).toBe(about)
})

test('a name is said once, and a demand counts more than a wish', () => {
  const tags = [tag('X-Team', 'caller', at), tag('x-team', 'required', at), tag('x-team', 'caller', at)]
  expect(distinctTags(tags).map(({ from }) => from)).toEqual(['required'])
})
