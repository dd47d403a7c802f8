import { expect, test } from 'vitest'
import { declarationLowersCost } from './declaration-lowers-cost.ts'
import { delta, driver, drafts, month, pageExample, request, sentences, side, told } from './testing.ts'

const strict = (costs: Parameters<typeof side>[1]) => side({}, costs).estimate

test('says what the new declarations save, and that budgets do not see it', () => {
  const change = delta({
    base: side({}, { perMonth: month(4480) }),
    head: side({}, { perMonth: month(1493) }),
    strict: strict({ perMonth: month(4480) }),
    drivers: [
      driver({
        kind: 'traffic',
        perMonth: -2987,
        from: '1,200,000 requests a month',
        to: '400,000 requests a month',
        at: [{ path: 'unitcost.yml', line: 10 }],
      }),
    ],
  })
  const said = drafts(declarationLowersCost, { deltas: [change] })
  expect(told(said)).toMatchInlineSnapshot(`
    "support-chat @ unitcost.yml:10
    New declarations of support-chat, traffic (1,200,000 requests a month → 400,000 requests a month), lower its cost by $2,987, from $4,480 to $1,493 a month; budgets are judged with those of base.
    A number that somebody wrote is not a smaller bill, so it cannot make room under a limit by itself.
    - Commit measured evidence for it (eval results) to the default branch.
    - Or let an owner of the budget approve it: once merged, it is what base declares and counts."
  `)
  expect(said.map(sentences)).toEqual([pageExample('declaration-lowers-cost')])
})

test('is silent where the declarations of base make nothing dearer', () => {
  const change = delta({
    base: side({}, { perMonth: month(4480) }),
    head: side({}, { perMonth: month(1493) }),
  })
  expect(drafts(declarationLowersCost, { deltas: [change] })).toEqual([])
})

test.for([
  {
    figure: 'per request without traffic',
    head: { perRequest: request(0.01) },
    old: { perRequest: request(0.03) },
    words: 'lower its cost by $0.02, from $0.03 to $0.01 per request;',
  },
  {
    figure: 'only the worst case',
    head: { perMonth: month(500, 800), perRequest: request(0.01, 0.02) },
    old: { perMonth: month(500, 2000), perRequest: request(0.01, 0.05) },
    words: 'lower its cost by $1,200, from $2,000 to $800 a month in the worst case;',
  },
  {
    figure: 'only the worst case, without traffic',
    head: { perRequest: request(0.01, 0.02) },
    old: { perRequest: request(0.01, 0.05) },
    words: 'lower its cost by $0.03, from $0.05 to $0.02 per request in the worst case;',
  },
  { figure: 'nothing known to compare', head: {}, old: {}, words: 'lower its cost; budgets' },
])('$figure', ({ head, old, words }) => {
  const change = delta({ base: side({}, old), head: side({}, head), strict: strict(old) })
  expect(drafts(declarationLowersCost, { deltas: [change] })[0]?.message).toContain(words)
})

test('real savings, and declarations that cost, are not named as the cause', () => {
  const at = [{ path: 'unitcost.yml', line: 12 }]
  const change = delta({
    base: side({}, { perRequest: request(0.03) }),
    head: side({}, { perRequest: request(0.01) }),
    strict: strict({ perRequest: request(0.02) }),
    drivers: [
      driver({ kind: 'model', perRequest: -0.01, from: 'openai/gpt-4o', to: 'openai/gpt-4o-mini', at }),
      driver({
        kind: 'prompt',
        perRequest: -0.01,
        from: '900 tokens',
        to: '400 tokens',
        at: [{ path: 'prompts/answer.j2', line: 3 }],
      }),
      driver({ kind: 'output', perRequest: 0.001, from: '200 tokens', to: '240 tokens', at }),
      driver({ kind: 'caching', perRequest: -0.01, from: 'none', to: '80 % hits', at }),
    ],
  })
  expect(drafts(declarationLowersCost, { deltas: [change] })[0]?.message).toBe(
    'New declarations of support-chat, caching (none → 80 % hits), lower its cost by $0.01, from $0.02 to $0.01 per request; budgets are judged with those of base.',
  )
})
