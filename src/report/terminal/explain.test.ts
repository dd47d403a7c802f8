import { expect, test } from 'vitest'
import { explainTerminal } from './explain.ts'
import { capacityOnly, noTraffic } from '../samples.ts'
import { blockedByIncrease, blockedByUnknown } from '../samples/blocked.ts'
import { HOSTILE, poisoned } from '../samples/hostile.ts'

test.for([
  { title: 'calls, sums, budgets', result: blockedByIncrease, id: 'support-chat' },
  { title: 'an assumption and how to replace it', result: noTraffic, id: 'triage-agent' },
  { title: 'capacity by the hour', result: capacityOnly, id: 'infra/aws_instance.gpu' },
  { title: 'no price', result: blockedByUnknown, id: 'reranker' },
])('explains $title', async ({ title, result, id }) => {
  await expect(explainTerminal(result, id)).toMatchFileSnapshot(`../golden/explain ${title}.txt`)
})

test('a workload that is not there', () => {
  expect(explainTerminal(noTraffic, 'support-chat')).toBeNull()
})

test.for(HOSTILE)('hostile text stays text: %s', text => {
  const shown = explainTerminal(poisoned(text), text) ?? ''
  expect(shown.replaceAll('\n', '')).not.toMatch(/\p{Cc}|[\u202a-\u202e]/u)
  expect(shown).not.toMatch(/^\s*::/m)
})
