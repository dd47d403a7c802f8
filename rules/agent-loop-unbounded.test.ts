import { expect, test } from 'vitest'
import { agentLoopUnbounded } from './agent-loop-unbounded.ts'
import { call, delta, drafts, looping, pageExample, request, sentences, side, told } from './testing.ts'

const triage = (plan: ReturnType<typeof looping>) =>
  side({ id: 'triage-agent', calls: [plan] }, { perRequest: request(0.0185) })

test('says that a loop has no maximum, and what a request costs at its usual steps', () => {
  const change = delta({ base: triage(looping({ mean: 2 })), head: triage(looping({ mean: 2.4 })) })
  const said = drafts(agentLoopUnbounded, { deltas: [change] })
  expect(told(said)).toMatchInlineSnapshot(`
    "triage-agent @ unitcost.yml:31
    The loop of triage-agent has no maximum; at 2.4 declared steps a request costs $0.0185.
    A confused request goes on and every further step is billed, so the high end of its cost is no ceiling.
    - Stop the loop in the code, for example after 8 steps, and say so as \`loop: { max: 8 }\` of \`plan\` in unitcost.yml."
  `)
  expect(said.map(sentences)).toEqual([pageExample('agent-loop-unbounded')])
})

test('is silent where there is a maximum, and where nothing loops', () => {
  const bounded = delta({ head: triage(looping({ mean: 2.4, maximum: 8 })) })
  const single = delta({ head: triage(call()) })
  expect(drafts(agentLoopUnbounded, { deltas: [bounded, single] })).toEqual([])
})

test.for([
  { change: 'an old loop in a workload that stays as it is', before: looping(), all: false, found: 0 },
  { change: 'the same, if all workloads are looked at', before: looping(), all: true, found: 1 },
  {
    change: 'a maximum that went without a change of cost',
    before: looping({ maximum: 1 }),
    all: false,
    found: 1,
  },
  {
    change: 'a call that became a loop at the same cost',
    before: call({ id: 'plan' }),
    all: false,
    found: 1,
  },
])('$change: $found', ({ before, all, found }) => {
  const change = delta({ status: 'unchanged', base: triage(before), head: triage(looping()) })
  expect(drafts(agentLoopUnbounded, { deltas: [change], options: { all } })).toHaveLength(found)
})

test('a removed workload loops no more', () => {
  expect(drafts(agentLoopUnbounded, { deltas: [delta({ base: triage(looping()) })] })).toEqual([])
})

test.for([
  { steps: 'assumed', loop: {}, words: 'at 1 assumed step a request', limit: '8' },
  { steps: 'measured', loop: { measured: [4, 6, 8] }, words: 'at 6 measured steps a request', limit: '12' },
  { steps: 'declared with long runs', loop: { mean: 3, p95: 20 }, words: 'at 3 declared steps', limit: '20' },
])('$steps steps: $words, and a limit of $limit', ({ loop, words, limit }) => {
  const [said] = drafts(agentLoopUnbounded, { deltas: [delta({ head: triage(looping(loop)) })] })
  expect(said?.message).toContain(words)
  expect(said?.suggestions[0]).toContain(`after ${limit} steps`)
})

test('without a price only the loop is told; of several calls the one that loops', () => {
  const head = side({ id: 'agents/triage.py', origin: 'discovered', calls: [call(), looping()] })
  const [said] = drafts(agentLoopUnbounded, { deltas: [delta({ head })] })
  expect(said?.message).toBe('The loop `plan` of agents/triage.py has no maximum.')
  expect(said?.suggestions).toEqual(['Give the loop a step limit, for example 8.'])
})
