import { expect, test } from 'vitest'
import { requestUnit } from './request-unit.ts'
import { capacityOnly, mixedTraffic, nothingChanged, noTraffic, tinyCosts } from './samples.ts'
import { blockedByIncrease } from './samples/blocked.ts'

test.for([
  { title: 'traffic is declared', result: blockedByIncrease, requests: 1 },
  { title: 'no traffic is declared', result: noTraffic, requests: 1000 },
  { title: 'one of the changed has no traffic', result: mixedTraffic, requests: 1000 },
  { title: 'one request costs less than $0.0001', result: tinyCosts, requests: 1000 },
  { title: 'there are no requests', result: capacityOnly, requests: 1 },
  { title: 'nothing changed', result: nothingChanged, requests: 1 },
])('$title: told for $requests', ({ result, requests }) => {
  expect(requestUnit(result).requests).toBe(requests)
})
