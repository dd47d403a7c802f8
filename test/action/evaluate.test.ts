import { execFile } from 'node:child_process'
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { describe, expect, onTestFinished, test } from 'vitest'
import { parse } from 'yaml'
import { bundle } from '../../scripts/bundle.ts'
import { gitTestEnvironment, makeRepository, temporaryFolder, type TestRepository } from '../repository.ts'
import { fakePromptfoo, TRIAGE } from '../scenarios/fake-promptfoo.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')
const FOLDER = join(ROOT, 'action', 'evaluate')

const text = (path: string) => readFile(join(ROOT, path), 'utf8')

type Step = { readonly id?: string; readonly uses?: string; readonly run?: string }

const action = parse(await text('action/evaluate/action.yml'))
const steps: readonly Step[] = action.runs.steps

describe('action/evaluate/action.yml', () => {
  test('uses other actions by commit only', async () => {
    const workflow = await text('examples/evaluate-workflow.yml')
    const theirs = [...workflow.matchAll(/uses: (\S+)/g)].map(([, name = '']) => name)
    const used = [...steps.flatMap(({ uses }) => uses ?? []), ...theirs].filter(
      name => !name.startsWith('unitcost/'),
    )
    expect(used.length).toBeGreaterThan(5)
    expect(used.filter(name => !/^actions\/[\w-]+@[0-9a-f]{40}$/.test(name))).toEqual([])
  })

  test('writes nothing of an event or an input into a script', () => {
    expect(steps.flatMap(({ run }) => run ?? []).filter(run => run.includes('${{'))).toEqual([])
  })

  test('its page tells every input and output', async () => {
    const page = await text('action/evaluate/README.md')
    const rows = [...page.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name)
    expect(rows).toEqual([...Object.keys(action.inputs), ...Object.keys(action.outputs)])
  })
})

test('the example gives keys to one job, and a required check that is never skipped for a failure', async () => {
  const { jobs } = parse(await text('examples/evaluate-workflow.yml'))
  const withKeys = Object.keys(jobs).filter(name => JSON.stringify(jobs[name]).includes('secrets.'))
  expect(withKeys).toEqual(['evaluate'])
  expect(jobs.evaluate.if).toContain('head.repo.full_name == github.repository')
  expect(jobs.unitcost.if).toContain('!cancelled()')
  expect(jobs.unitcost.steps[0]).toMatchObject({ if: "needs.evaluate.result == 'failure'" })
  const inputs = Object.keys(action.inputs)
  const uses = jobs.evaluate.steps.find((step: Step) => step.uses?.startsWith('unitcost/'))
  expect(inputs).toEqual(expect.arrayContaining(Object.keys(uses.with)))
})

type Ran = {
  readonly exitCode: number
  readonly outputs: string
  readonly log: string
  readonly summary: string
}

/** Runs a script of the action as the runner does, on the action as it ships. */
async function ran(script: string, cwd: string, env: Readonly<Record<string, string>>): Promise<Ran> {
  const home = await temporaryFolder()
  const at = join(home, 'action', 'evaluate')
  await cp(FOLDER, at, { recursive: true })
  const outputs = join(home, 'outputs')
  const summary = join(home, 'summary')
  await Promise.all([writeFile(outputs, ''), writeFile(summary, '')])
  if (script === 'evaluate.sh') await build(join(home, 'action', 'dist'))
  const runner = {
    GITHUB_ACTION_PATH: at,
    GITHUB_OUTPUT: outputs,
    GITHUB_STEP_SUMMARY: summary,
    RUNNER_TEMP: home,
  }
  const path = [dirname(process.execPath), process.env['PATH']].join(':')
  const options = { cwd, env: { ...gitTestEnvironment, PATH: path, ...runner, ...env } }
  const { exitCode, log } = await promisify(execFile)('bash', [join(at, script)], options).then(
    ({ stdout, stderr }) => ({ exitCode: 0, log: stdout + stderr }),
    (error: { code: number; stdout: string; stderr: string }) => ({
      exitCode: error.code,
      log: error.stdout + error.stderr,
    }),
  )
  return { exitCode, log, outputs: await readFile(outputs, 'utf8'), summary: await readFile(summary, 'utf8') }
}

async function build(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, 'package.json'), '{"type":"module"}')
  const { files } = await bundle(ROOT, ['src/cli.ts'])
  for (const [name, content] of files) await writeFile(join(folder, name), content)
}

describe('who is evaluated', () => {
  const guard = (EVENT: string, HEAD_REPOSITORY = '') =>
    ran('guard.sh', ROOT, { EVENT, HEAD_REPOSITORY, REPOSITORY: 'acme/shop' })

  test.for([
    ['pull_request', 'acme/shop'],
    ['push', ''],
    ['merge_group', ''],
  ] as const)('%s of %s is', async ([event, from]) => {
    expect(await guard(event, from)).toMatchObject({ exitCode: 0, outputs: 'skipped=\n' })
  })

  test('a fork is not, and that is said', async () => {
    const { exitCode, outputs, log, summary } = await guard('pull_request', 'stranger/shop')
    expect(exitCode).toBe(0)
    expect(outputs).toMatch(/^skipped=the pull request comes from a fork/)
    expect(log).toContain('::notice')
    expect(summary).toContain('Evals were not run')
  })

  test.for(['pull_request_target', 'workflow_run', 'issue_comment'])('%s is refused', async event => {
    const { exitCode, log } = await guard(event, 'stranger/shop')
    expect(exitCode).toBe(1)
    expect(log).toContain('evals execute the code of the pull request')
  })
})

describe('a run', () => {
  const WORSE = { 'prompts/triage.txt': 'WORSE {{ticket}}\n' }

  async function mergeCommit(): Promise<TestRepository> {
    const repository = await makeRepository({ ...fakePromptfoo(), ...TRIAGE })
    onTestFinished(repository.remove)
    await repository.git('switch', '--quiet', '--create', 'pull-request')
    await repository.commit(WORSE)
    // As GitHub checks a pull request out.
    await repository.git('switch', '--quiet', '--detach', 'main')
    await repository.git('merge', '--quiet', '--no-ff', '-m', 'merge', 'pull-request')
    return repository
  }

  const inputs = { CONFIG: '', PROMPTFOO_VERSION: '', TIMEOUT: '5m', MAX_USD: '', BASE: 'auto' }

  test('measures the merge commit and its first parent, and says how both did', async () => {
    const repository = await mergeCommit()
    const [BASE_SHA, HEAD_SHA, merge] = await Promise.all(
      ['main', 'pull-request', 'HEAD'].map(name => repository.git('rev-parse', name)),
    )
    const env = { ...inputs, BASE_SHA: String(BASE_SHA), HEAD_SHA: String(HEAD_SHA) }
    const { exitCode, outputs, log } = await ran('evaluate.sh', repository.dir, env)
    expect([exitCode, log]).toEqual([0, expect.stringContaining('20 requests')])
    expect(outputs.replaceAll(/=\/.*\//g, '=…/')).toBe(
      'results=…/unitcost-evals.json\nevidence=…/evals\nhead-pass-rate=0.75\nbase-pass-rate=1\n',
    )
    for (const commit of [BASE_SHA, merge])
      expect(
        await readFile(join(repository.dir, `.git/unitcost/evals/${commit}/evals.json`), 'utf8'),
      ).toContain(`"${commit}"`)
  })

  test('that could not measure fails the step with its reason', async () => {
    const repository = await mergeCommit()
    const env = { ...inputs, MAX_USD: '0.000001', BASE_SHA: '', HEAD_SHA: '' }
    const { exitCode, log } = await ran('evaluate.sh', repository.dir, env)
    expect([exitCode, log]).toEqual([2, expect.stringContaining('--max-usd allows')])
  })

  test('takes suites as they are written, not as shell', async () => {
    const repository = await mergeCommit()
    const env = { ...inputs, CONFIG: '$(touch stolen)\n; touch stolen', BASE_SHA: '', HEAD_SHA: '' }
    const { exitCode, log } = await ran('evaluate.sh', repository.dir, env)
    expect([exitCode, log]).toEqual([2, expect.stringContaining('$(touch stolen) does not exist')])
    expect(await repository.git('status', '--porcelain')).toBe('')
  })
})
