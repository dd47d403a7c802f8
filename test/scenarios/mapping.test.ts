import { expect, test } from 'vitest'
import { judged } from './pull-request.ts'

const CONFIG = `version: 1
mappings:
  - files: jobs/*.json
    at: $.jobs.{job}
    name: "={job}"
    model: $.llm.model
    text: $.instructions
    max_output: $.llm.limit
`

const jobs = (model: string) =>
  JSON.stringify(
    { jobs: { digest: { instructions: 'Sum up the day.', llm: { model, limit: 200 } } } },
    null,
    2,
  )

test('a home-made config is read as unitcost.yml maps it, and a swap in it has its line', async () => {
  const { result } = await judged({
    base: { 'unitcost.yml': CONFIG, 'jobs/nightly.json': jobs('openai/gpt-4o-mini') },
    head: { 'jobs/nightly.json': jobs('openai/gpt-4o') },
  })
  const changed = result.workloads.filter(({ status }) => status !== 'unchanged')
  expect(changed).toMatchObject([
    {
      drivers: [
        { kind: 'model', from: 'gpt-4o-mini', to: 'gpt-4o', at: [{ path: 'jobs/nightly.json', line: 6 }] },
      ],
    },
  ])
})

test('mapping what was there already is no change of cost', async () => {
  const { result } = await judged({
    base: { 'unitcost.yml': 'version: 1\n', 'jobs/nightly.json': jobs('openai/gpt-4o-mini') },
    head: { 'unitcost.yml': CONFIG },
  })
  expect(result.workloads.map(({ status }) => status)).not.toContain('added')
})
