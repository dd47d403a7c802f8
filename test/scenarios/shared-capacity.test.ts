import { expect, test } from 'vitest'
import { judged } from './pull-request.ts'

const GPU = `resource "aws_instance" "gpu" {
  count         = 1
  instance_type = "g5.xlarge"
}
`

const config = (answer: number) => `version: 1
workloads:
  search:
    traffic: 100k/month
    served_by: [infra/gpu.tf]
    calls: { answer: { prompt: prompts/answer.j2, model: openai/gpt-4o-mini, output_tokens: ${answer} } }
  chat:
    traffic: 900k/month
    served_by: [infra/gpu.tf]
    calls: { answer: { prompt: prompts/answer.j2, model: openai/gpt-4o-mini, output_tokens: 100 } }
budgets:
  - id: search-monthly
    workloads: [search]
    usd_per_month: 200
`

/** A g5.xlarge is $734 a month; `search` sends a tenth of the tokens that go through it. */
test('a workload that lowers a declaration is judged with its part of the shared machine, not all of it', async () => {
  const { result } = await judged({
    base: { 'unitcost.yml': config(110), 'infra/gpu.tf': GPU },
    head: { 'unitcost.yml': config(100) },
  })
  const search = result.workloads.find(({ id }) => id === 'search')
  const share = search?.head?.components.find(({ meter }) => meter === 'unit_hours')
  expect(share?.usd_per_month).toBeGreaterThan(60)
  expect(share?.usd_per_month).toBeLessThan(120)
  expect(result.findings.filter(({ budget }) => budget === 'search-monthly')).toStrictEqual([])
  expect(result.findings.map(({ rule }) => rule)).toContain('declaration-lowers-cost')
})
