import { expect, test } from 'vitest'
import type { Call, Gateway, RunLimits } from '../src/model/workload.ts'
import { guardrailMissing } from './guardrail-missing.ts'
import { delta, drafts, looping, pageExample, request, sentences, side, told } from './testing.ts'

const place = { path: 'unitcost.yml', line: 33 }
const plan = looping({ mean: 3, maximum: 8 })
const triage = (given: Partial<Call> = {}) =>
  side({ id: 'triage-agent', calls: [{ ...plan, ...given }] }, { perRequest: request(0.0185, 0.42) })

const limits = (given: Partial<RunLimits>): RunLimits => ({
  toolCalls: null,
  tokens: null,
  usd: null,
  seconds: null,
  at: place,
  ...given,
})

const gateway = (unit: Gateway['limits'][number]['unit']): Gateway => ({
  cache: null,
  metadata: [],
  limits: [{ amount: 100, unit, seconds: 60, owner: { kind: 'key', name: null }, at: place }],
})

test('says that nothing ends a request of an agent, and what it may cost', () => {
  const said = drafts(guardrailMissing, { deltas: [delta({ head: triage() })] })
  expect(told(said)).toMatchInlineSnapshot(`
    "triage-agent @ unitcost.yml:31
    No limit on dollars, tokens, tool calls or time is declared for triage-agent; its 8 steps are the only end, and a request costs $0.0185, at the high end of its sizes $0.42.
    A step count does not bound what a step reads: only a limit at run time ends a request that has become expensive.
    - Enforce a limit in the code, and declare it as \`limits: { usd_per_task: 0.42 }\` of \`plan\` in unitcost.yml.
    - Or let a gateway cap the tokens or dollars of its key."
  `)
  expect(said.map(sentences)).toEqual([pageExample('guardrail-missing')])
})

test.for([
  { guard: 'dollars', about: { usd: 0.25 }, found: 0 },
  { guard: 'tokens', about: { tokens: 60_000 }, found: 0 },
  { guard: 'tool calls', about: { toolCalls: 12 }, found: 0 },
  { guard: 'time', about: { seconds: 60 }, found: 0 },
  { guard: 'nothing', about: {}, found: 1 },
])('declared limits on $guard: $found', ({ about, found }) => {
  const head = triage({ about: { task: null, labels: null, limits: limits(about) } })
  expect(drafts(guardrailMissing, { deltas: [delta({ head })] })).toHaveLength(found)
})

test.for([
  { unit: 'usd', found: 0 },
  { unit: 'tokens', found: 0 },
  { unit: 'requests', found: 1 },
] as const)('a gateway that counts $unit: $found', ({ unit, found }) => {
  const head = triage({ route: { ...plan.route, gateway: gateway(unit) } })
  expect(drafts(guardrailMissing, { deltas: [delta({ head })] })).toHaveLength(found)
})

test('looks at agents, at other calls only if it is told to, and never at what stays as it is', () => {
  const single = delta({ head: side({}) })
  expect(drafts(guardrailMissing, { deltas: [single] })).toEqual([])
  expect(drafts(guardrailMissing, { deltas: [single], options: { every_call: true } })).toHaveLength(1)
  expect(drafts(guardrailMissing, { deltas: [delta({ base: triage(), head: triage() })] })).toEqual([])
})

test('speaks again when a change takes the limits away', () => {
  const guarded = triage({ about: { task: null, labels: null, limits: limits({ usd: 0.25 }) } })
  const change = delta({ status: 'unchanged', base: guarded, head: triage() })
  expect(drafts(guardrailMissing, { deltas: [change] })).toHaveLength(1)
})
