import { afterEach, describe, expect, test } from 'vitest'
import { gitTestEnvironment, makeRepository, type Files, type TestRepository } from '../../test/repository.ts'
import { check } from './check.ts'

const NOT_JUDGED = 'unitcost: nothing staged changes what a request costs\n'
const LONG = 'instructions for the claims desk.txt'

const START: Files = {
  'unitcost.yml': `version: 1
workloads:
  claims:
    calls:
      answer: { prompt: src/voice.txt, model: openai/gpt-4o-mini }
      summary: { prompt: "src/instructions for
          the claims desk.txt", model: openai/gpt-4o-mini }
`,
  'prompts/answer.j2': 'Answer the customer.\n',
  'src/voice.txt': 'Be kind.\n',
  [`src/${LONG}`]: 'Follow the policy.\n',
  'src/screen.ts': 'export const size = 1\n',
  'README.md': 'We use gpt-4o.\n',
}

let repository: TestRepository
afterEach(() => repository.remove())

async function checkStaged(staged: Files, ...options: string[]) {
  repository = await makeRepository(START)
  await repository.write(staged)
  await repository.git('add', '--all')
  const host = { cwd: repository.dir, env: gitTestEnvironment, today: '2026-03-01', color: false, width: 100 }
  return check.run(['--staged', ...options], host)
}

describe('a commit is not judged when it', () => {
  test.for<[string, Files]>([
    ['stages nothing', {}],
    ['changes code', { 'src/screen.ts': 'export const size = 2\n' }],
    ['names a model in a README', { 'README.md': 'We use gpt-5.\n' }],
    ['removes code', { 'src/screen.ts': null }],
  ])('%s', async ([, staged]) => {
    expect(await checkStaged(staged)).toEqual({ stdout: NOT_JUDGED, stderr: '', exitCode: 0 })
  })
})

describe('a commit is judged when it', () => {
  test.for<[string, Files]>([
    ['changes a prompt', { 'prompts/answer.j2': 'Answer the customer at length.\n' }],
    ['removes a prompt', { 'prompts/answer.j2': null }],
    [
      'moves a prompt out of sight',
      { 'prompts/answer.j2': null, 'src/answer.bin': 'Answer the customer.\n' },
    ],
    ['changes a file that only unitcost.yml names', { 'src/voice.txt': 'Be kind and brief.\n' }],
    ['changes a file whose name unitcost.yml folds', { [`src/${LONG}`]: 'Follow every policy.\n' }],
    ['changes unitcost.yml', { 'unitcost.yml': 'version: 1\n' }],
    ['adds contract prices', { '.unitcost/prices.json': '{}' }],
  ])('%s', async ([, staged]) => {
    const { stdout } = await checkStaged(staged)
    expect(stdout).not.toBe(NOT_JUDGED)
    expect(stdout).toContain('unitcost')
  })

  test('is to be reported as JSON', async () => {
    const { stdout } = await checkStaged({ 'README.md': 'We use gpt-5.\n' }, '--format', 'json')
    expect(JSON.parse(stdout)).toMatchObject({ version: 1, verdict: 'pass' })
  })
})

test('outside a repository the check cannot judge', async () => {
  repository = await makeRepository(START)
  const host = { cwd: '/', env: gitTestEnvironment, today: '2026-03-01', color: false, width: 100 }
  await expect(check.run(['--staged'], host)).rejects.toMatchObject({ code: 'not-a-repository' })
})
