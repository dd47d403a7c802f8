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

test('a prompt file that a mapping names is read, whatever it is called', async () => {
  const config = CONFIG.replace('text: $.instructions', 'prompt: $.instructions')
  const job = { instructions: './digest.prose', llm: { model: 'openai/gpt-4o-mini' } }
  const { result } = await judged({
    base: {
      'unitcost.yml': config.replace('    max_output: $.llm.limit\n', ''),
      'jobs/nightly.json': JSON.stringify({ jobs: { digest: job } }),
      'jobs/digest.prose': 'Sum up the day.',
    },
    head: { 'jobs/digest.prose': `Sum up the day.\n${'Name who did what, and when. '.repeat(40)}` },
  })
  expect(result.workloads.filter(({ status }) => status !== 'unchanged')).toMatchObject([
    {
      id: 'jobs/nightly.json#digest',
      drivers: [{ kind: 'prompt', at: [{ path: 'jobs/digest.prose', line: 2 }] }],
    },
  ])
})

test('a mapping that fits no file is said, at its line, and so is an edit of mappings', async () => {
  const { result } = await judged({
    base: { 'unitcost.yml': CONFIG, 'jobs/nightly.json': jobs('openai/gpt-4o-mini') },
    head: { 'unitcost.yml': CONFIG.replace('jobs/*.json', 'job/*.json') },
  })
  expect(result.diagnostics).toMatchObject([
    { code: 'mapping-without-file', severity: 'warning', path: 'unitcost.yml', line: 3 },
  ])
  expect(result.policy.changes).toMatchObject([
    {
      what: '`mappings` changes: the files of this pull request are read with the new ones',
      at: { path: 'unitcost.yml', line: 2 },
    },
  ])
})
