import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { draftConfig } from './init.ts'
import { loadConfig } from './load.ts'

const load = (text: string) => loadConfig({ path: 'unitcost.yml', text }, { rules: [] })

const found = {
  workloads: [
    {
      id: 'support-chat',
      calls: [
        { id: 'classify', prompt: 'prompts/classify.prompty', model: null },
        { id: 'answer', prompt: 'prompts/answer.j2', model: 'route:gateway/litellm.yaml#smart' },
      ],
      usdPerRequest: 0.00413,
      usdPerMonth: null,
    },
    {
      id: 'unnamed call',
      calls: [{ id: '', prompt: null, model: null }],
      usdPerRequest: null,
      usdPerMonth: null,
    },
    {
      id: 'infra/aws_instance.gpu["a"]',
      calls: [],
      usdPerRequest: null,
      usdPerMonth: 734.38,
      served_by: ['infra/main.tf'],
    },
  ],
}

test('a first unitcost.yml has what was found, budgets at today + 10 %, and questions as comments', () => {
  expect(draftConfig(found)).toMatchInlineSnapshot(`
    "# What this repository’s AI workloads are, and what a pull request may make them cost.
    # Every key is optional except version. An unknown key is an error, so a typo cannot pass unseen.
    version: 1

    extends: [recommended]   # built-in rules, all of them warnings or notes
    enforce: block           # observe | warn | block: what a broken budget does to a pull request

    # A workload is something that serves requests and has an owner.
    # Lines that are commented out are what only you can know; filling them in makes the numbers yours.
    workloads:
      support-chat:
        # owner: "@your-team"
        # environment: production
        # traffic: 100k/month   # or 40k/day, 500/hour; without it there is no monthly figure
        calls:
          classify:
            prompt: prompts/classify.prompty
            # model: openai/gpt-5-mini
            # output_tokens: { expected: 240, high: 700 }   # without it, 300 are assumed
          answer:
            prompt: prompts/answer.j2
            model: route:gateway/litellm.yaml#smart
            # output_tokens: { expected: 240, high: 700 }   # without it, 300 are assumed
      unnamed-call:
        # owner: "@your-team"
        # environment: production
        # traffic: 100k/month   # or 40k/day, 500/hour; without it there is no monthly figure
        calls:
          unnamed: {}   # remove {} when you fill in a line below
            # prompt: prompts/your-prompt.md
            # model: openai/gpt-5-mini
            # output_tokens: { expected: 240, high: 700 }   # without it, 300 are assumed
      infra/aws_instance.gpu-a:
        # owner: "@your-team"
        # environment: production
        # traffic: 100k/month   # or 40k/day, 500/hour; without it there is no monthly figure
        served_by: [infra/main.tf]

    # Today’s cost + 10 %. A pull request that goes beyond it is blocked; raise a limit here, in a change of its own.
    budgets:
      - id: support-chat
        workloads: [support-chat]
        usd_per_request: 0.0046   # today 0.00413
        warn_at: 95%
      - id: infra/aws_instance.gpu-a
        workloads: [infra/aws_instance.gpu-a]
        usd_per_month: 810   # today 734
        warn_at: 95%
    "
  `)
})

test('it loads without a diagnostic, with the budgets in force', () => {
  const { config, diagnostics } = load(draftConfig(found))
  expect(diagnostics).toEqual([])
  expect(config?.budgets).toMatchObject([{ usd_per_request: 0.0046 }, { usd_per_month: 810 }])
})

test('nothing found is a file to start from', () => {
  const text = draftConfig({ workloads: [] })
  expect(load(text)).toMatchObject({ config: { version: 1, enforce: 'block' }, diagnostics: [] })
})

test.for([
  [0.00413, 0.0046],
  [0.004, 0.0044],
  [100, 110],
  [95.4, 110],
  [12_345, 14_000],
  [3.1e-7, 3.5e-7],
] as const)('$ %d a request gets a budget of $ %d', ([today, limit]) => {
  const workload = { id: 'support-chat', calls: [], usdPerRequest: today, usdPerMonth: null }
  expect(load(draftConfig({ workloads: [workload] })).config?.budgets?.[0]?.usd_per_request).toBe(limit)
})

test('whatever is found, the draft loads, names each workload once, and allows today’s cost', () => {
  const cost = fc.option(fc.double({ min: 1e-9, max: 1e9, noNaN: true }))
  const call = fc.record({ id: fc.string(), prompt: fc.option(fc.string()), model: fc.option(fc.string()) })
  const workload = fc.record({
    id: fc.string(),
    calls: fc.array(call, { maxLength: 3 }),
    usdPerRequest: cost,
    usdPerMonth: cost,
    served_by: fc.array(fc.string(), { maxLength: 2 }),
  })
  fc.assert(
    fc.property(fc.array(workload, { maxLength: 5 }), workloads => {
      const { config, diagnostics } = load(draftConfig({ workloads }))
      expect(diagnostics).toEqual([])
      expect(Object.keys(config?.workloads ?? {})).toHaveLength(workloads.length)
      const limits = (config?.budgets ?? []).flatMap(budget => budget.usd_per_month ?? [])
      const today = workloads.flatMap(workload => workload.usdPerMonth ?? [])
      expect(limits.every((limit, index) => limit > (today[index] ?? 0))).toBe(true)
    }),
  )
})
