import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { makeRepository, type Files } from '../repository.ts'
import { judgedBy, unitcost } from './command.ts'

const PROMPTY = `---
model: { api: chat, configuration: { type: openai, name: gpt-5-mini } }
---
user:
Sort this ticket: {{ticket}}
`

async function repository(files: Files) {
  const made = await makeRepository(files)
  onTestFinished(made.remove)
  return made
}

test('a first unitcost.yml with a suite for every workload that asks a model', async () => {
  const { dir } = await repository({ 'prompts/triage.prompty': PROMPTY })
  const { exitCode, stdout } = await unitcost(['init', '--evals'], { cwd: dir })
  expect([exitCode, stdout]).toEqual([0, expect.stringContaining('Wrote evals/triage/promptfooconfig.yaml')])
  const suite = readFileSync(join(dir, 'evals/triage/promptfooconfig.yaml'), 'utf8')
  expect(suite).toContain('vars: { "ticket": a real value }')
  expect(suite).toContain('id: "openai:gpt-5-mini"')
  expect(readFileSync(join(dir, 'unitcost.yml'), 'utf8')).toContain(
    '    evals: evals/triage/promptfooconfig.yaml\n',
  )
  const { exitCode: judged, result } = await judgedBy(['scan'], { cwd: dir })
  expect([judged, result.diagnostics]).toEqual([0, []])
})

const DECLARED: Files = {
  'prompts/answer.txt': 'Answer {{question}}\n',
  'unitcost.yml': `version: 1
workloads:
  chat:
    calls: { answer: { prompt: prompts/answer.txt, model: openai/gpt-5-mini } }
  search:
    calls: { answer: { prompt: prompts/answer.txt, model: openai/gpt-5-mini } }
    evals: evals/search.yaml
`,
}

test('suites for declared workloads without evals; unitcost.yml stays as it is', async () => {
  const { dir, git } = await repository(DECLARED)
  const { stdout } = await unitcost(['init', '--evals'], { cwd: dir })
  expect(stdout).toMatchInlineSnapshot(`
    "Wrote evals/chat/promptfooconfig.yaml: replace its test with real ones, then run \`unitcost eval\`.
    Add to unitcost.yml, under \`workloads\`:
      chat:
        evals: evals/chat/promptfooconfig.yaml
    "
  `)
  expect(await git('status', '--porcelain', '--untracked-files=all')).toBe(
    '?? evals/chat/promptfooconfig.yaml',
  )
})

test('what exists is not touched', async () => {
  const mine = 'prompts: [mine]\nproviders: [openai:gpt-5-mini]\n'
  const { dir, git } = await repository({ ...DECLARED, 'evals/chat/promptfooconfig.yaml': mine })
  const { exitCode, stdout } = await unitcost(['init', '--evals'], { cwd: dir })
  expect([exitCode, stdout]).toEqual([0, expect.stringMatching(/^Every declared workload/)])
  expect(await git('status', '--porcelain')).toBe('')
})
