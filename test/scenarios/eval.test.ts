import { existsSync, readFileSync } from 'node:fs'
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, onTestFinished, test } from 'vitest'
import { gitTestEnvironment, makeRepository, type Files, type TestRepository } from '../repository.ts'
import { judgedBy, unitcost } from './command.ts'
import { fakePromptfoo, TRIAGE } from './fake-promptfoo.ts'

/** `unitcost eval` with a stand-in for promptfoo. */

async function pullRequest(change: Files, base: Files = {}): Promise<TestRepository> {
  const repository = await makeRepository({ ...fakePromptfoo(), ...TRIAGE, ...base })
  onTestFinished(repository.remove)
  await repository.git('switch', '--quiet', '--create', 'pull-request')
  await repository.commit(change, 'the change')
  return repository
}

const evaluated = async ({ dir }: TestRepository, ...args: string[]) => {
  const seen = join(dir, 'seen.jsonl')
  const env = { ...gitTestEnvironment, SEEN: seen, OPENAI_API_KEY: 'a-key' }
  const ran = await unitcost(['eval', ...args], { cwd: dir, env })
  const lines = existsSync(seen) ? readFileSync(seen, 'utf8').trim().split('\n') : []
  return { ...ran, runs: lines.map(line => JSON.parse(line) as Run) }
}

type Run = {
  readonly args: readonly string[]
  readonly settings: Readonly<Record<string, string>>
  readonly prompt: string
  readonly cwd: string
}

const WORSE: Files = { 'prompts/triage.txt': 'WORSE {{ticket}}\n' }

describe('what is run', () => {
  test('base first, then head, each in its own tree, and the gate has both', async () => {
    const repository = await pullRequest(WORSE)
    const { exitCode, runs } = await evaluated(repository)
    expect(exitCode).toBe(0)
    expect(runs.map(({ prompt }) => prompt)).toEqual([
      TRIAGE['prompts/triage.txt'],
      WORSE['prompts/triage.txt'],
    ])
    expect(runs.map(({ cwd }) => cwd === repository.dir)).toEqual([false, true])
    const { exitCode: blocked, result } = await judgedBy(['diff', 'main', 'HEAD'], { cwd: repository.dir })
    expect([blocked, result.workloads[0]?.quality?.verdict]).toEqual([1, 'regressed'])
  })

  test('the user’s tree, index and branches stay as they are', async () => {
    const repository = await pullRequest(WORSE)
    await repository.write({ 'notes.txt': 'mine', 'prompts/triage.txt': 'edited {{ticket}}\n' })
    await repository.git('add', 'notes.txt')
    const state = () =>
      Promise.all([
        repository.git('status', '--porcelain', '--untracked-files=all', '--', ':!.unitcost'),
        repository.git('worktree', 'list'),
        repository.git('for-each-ref'),
      ])
    const before = await state()
    const { exitCode, runs } = await evaluated(repository)
    expect(exitCode).toBe(0)
    expect(runs[1]?.prompt).toBe('edited {{ticket}}\n')
    expect(await state()).toEqual(before)
    expect(existsSync(runs[0]?.cwd ?? repository.dir)).toBe(false)
  })

  test('promptfoo is quiet, keeps nothing, and shares nothing', async () => {
    const { runs } = await evaluated(await pullRequest(WORSE), '--base', 'skip')
    const { args = [], settings = {} } = runs[0] ?? {}
    expect(args.filter(arg => !arg.includes('/unitcost-eval-'))).toEqual([
      'eval',
      '-c',
      'evals/promptfooconfig.yaml',
      '-o',
      '--no-cache',
      '--no-share',
      '--no-table',
      '--no-progress-bar',
    ])
    const { PROMPTFOO_CONFIG_DIR: state = '', ...rest } = settings
    expect(existsSync(state)).toBe(false)
    expect(rest).toEqual({
      PROMPTFOO_DISABLE_TELEMETRY: '1',
      PROMPTFOO_DISABLE_UPDATE: '1',
      PROMPTFOO_DISABLE_SHARING: '1',
      PROMPTFOO_DISABLE_REMOTE_GENERATION: '1',
      PROMPTFOO_FAILED_TEST_EXIT_CODE: '0',
      NO_COLOR: '1',
    })
  })

  test('the evidence holds neither prompts nor keys', async () => {
    const repository = await pullRequest(WORSE)
    await evaluated(repository, '--base', 'skip')
    const evidence = readFileSync(join(repository.dir, '.unitcost/evals/evals.json'), 'utf8')
    expect(evidence).toContain('"suite": "evals/promptfooconfig.yaml"')
    expect(evidence).not.toMatch(/WORSE|a-key/)
  })
})

describe('what is not run again', () => {
  test('what has results: until a file that the suite names changes', async () => {
    const repository = await pullRequest(WORSE)
    expect((await evaluated(repository)).runs).toHaveLength(2)
    expect((await evaluated(repository)).runs).toHaveLength(2)
    await repository.commit({ 'README.md': 'Nothing that the evals read.\n' })
    expect((await evaluated(repository)).runs).toHaveLength(2)
    await repository.commit({ 'evals/tickets.yaml': '- { vars: { ticket: other } }\n' })
    expect((await evaluated(repository)).runs).toHaveLength(3)
    expect((await evaluated(repository, '--again')).runs).toHaveLength(5)
  })

  test('a change that no eval can see is measured once for both sides', async () => {
    const { runs, stdout } = await evaluated(await pullRequest({ 'README.md': 'Words.\n' }))
    expect(runs).toHaveLength(1)
    expect(stdout.match(/20 of 20 tests passed/g)).toHaveLength(2)
  })

  test('base, where evidence of the default branch is committed', async () => {
    const repository = await makeRepository({ ...fakePromptfoo(), ...TRIAGE })
    onTestFinished(repository.remove)
    expect((await evaluated(repository)).runs).toHaveLength(1)
    await repository.commit({}, 'the evidence')
    await repository.git('switch', '--quiet', '--create', 'pull-request')
    await repository.commit(WORSE)
    // As another clone, which has only what is committed.
    await rm(join(repository.dir, '.git/unitcost'), { recursive: true })
    const { runs } = await evaluated(repository)
    expect(runs.map(({ prompt }) => prompt)).toEqual([
      TRIAGE['prompts/triage.txt'],
      WORSE['prompts/triage.txt'],
    ])
    const { result } = await judgedBy(['diff', 'main', 'HEAD'], { cwd: repository.dir })
    expect(result.workloads[0]?.quality?.verdict).toBe('regressed')
  })

  test('base, where the suite is new', async () => {
    const { 'evals/promptfooconfig.yaml': suite = null, ...rest } = TRIAGE
    const repository = await makeRepository({ ...fakePromptfoo(), ...rest })
    onTestFinished(repository.remove)
    await repository.git('switch', '--quiet', '--create', 'pull-request')
    await repository.commit({ 'evals/promptfooconfig.yaml': suite })
    expect((await evaluated(repository)).runs).toHaveLength(1)
  })
})

describe('the cost', () => {
  test('is told before anything is asked', async () => {
    const { stdout, runs } = await evaluated(await pullRequest(WORSE), '--plan')
    expect(runs).toEqual([])
    expect(masked(stdout)).toMatchInlineSnapshot(`
      "evals/promptfooconfig.yaml at working tree, with the repository's promptfoo 0.123.1, asks
        openai:chat:gpt-5-mini: 20 requests, about $N, up to $N
      evals/promptfooconfig.yaml at COMMIT, with the repository's promptfoo 0.123.1, asks
        openai:chat:gpt-5-mini: 20 requests, about $N, up to $N
        and the models that grade answers, which are not counted here
      "
    `)
  })

  test('above --max-usd stops the run before it starts', async () => {
    const { exitCode, stderr, runs } = await evaluated(await pullRequest(WORSE), '--max-usd', '0.001')
    expect([exitCode, runs.length]).toEqual([2, 0])
    expect(masked(errorIn(stderr))).toMatchInlineSnapshot(
      `"error: these evals can cost up to $N; --max-usd allows $N (eval-limit) Nothing was judged, so nothing passes (exit code 2). Test less, limit the answers (max_tokens of the provider), or raise --max-usd."`,
    )
  })

  test('that is not known is not within --max-usd', async () => {
    const suite = String(TRIAGE['evals/promptfooconfig.yaml']).replace('gpt-5-mini', 'gpt-of-ours')
    const repository = await pullRequest({ 'evals/promptfooconfig.yaml': suite })
    const { exitCode, stderr, runs } = await evaluated(repository, '--max-usd', '100')
    expect([exitCode, runs.length]).toEqual([2, 0])
    expect(errorIn(stderr).replace(/(?<=book of )[\d-]+/, 'DAY')).toMatchInlineSnapshot(
      `"error: what these evals cost cannot be told before: openai:chat:gpt-of-ours: no price for openai/gpt-of-ours in the price book of DAY (eval-limit) Nothing was judged, so nothing passes (exit code 2). Give that model a price in .unitcost/prices.json, or run without --max-usd."`,
    )
  })
})

/** Commits differ by machine, amounts by the day of the prices. */
const masked = (text: string) =>
  text.replaceAll(/(?<=at )[0-9a-f]{7}\b/g, 'COMMIT').replaceAll(/\$\d+(?:\.\d+)?/g, '$N')

const errorIn = (stderr: string) => stderr.slice(stderr.indexOf('error:')).replaceAll(/\s+/g, ' ').trim()

describe('what goes wrong is one message, and nothing passes', () => {
  test.for<readonly [string, Files, readonly string[], string]>([
    ['promptfoo fails', { 'prompts/triage.txt': 'FAIL' }, [], 'the provider has no key'],
    ['it takes too long', { 'prompts/triage.txt': 'HANG' }, ['--timeout', '1s'], 'took longer than 1 s'],
    ['Node is too old', fakePromptfoo('>=99.1.0'), [], 'promptfoo 0.123.1 needs Node >=99.1.0'],
    ['the suite is not there', {}, ['evals/other.yaml'], 'evals/other.yaml does not exist'],
    ['a declared suite is gone', { 'evals/promptfooconfig.yaml': null }, [], 'unitcost.yml names it'],
    [
      'there are no evals',
      { 'unitcost.yml': null, 'evals/promptfooconfig.yaml': null },
      [],
      'there are no evals',
    ],
    ['the suite is broken', { 'evals/promptfooconfig.yaml': 'a: [' }, [], 'evals/promptfooconfig.yaml:1'],
    ['the base is unknown', {}, ['--base', 'nowhere'], 'nowhere is not a commit'],
    ['the limit is no time', {}, ['--timeout', 'soon'], '`soon` is not a time limit'],
    ['the limit is no amount', {}, ['--max-usd', '-1'], '--max-usd'],
  ])('%s', async ([, change, args, message]) => {
    const { exitCode, stderr } = await evaluated(await pullRequest(change), ...args)
    expect(exitCode).toBe(2)
    expect(errorIn(stderr)).toContain(message)
    expect(stderr).not.toMatch(/^ +at /m)
  })

  test('a version that is not pinned is not fetched', async () => {
    const repository = await pullRequest({ 'node_modules/promptfoo/package.json': null })
    const { exitCode, stderr } = await evaluated(repository, '--promptfoo-version', 'latest')
    expect(exitCode).toBe(2)
    expect(errorIn(stderr)).toContain('`latest` is not a version of promptfoo')
  })

  test('what promptfoo started ends with it', async () => {
    const repository = await pullRequest({ 'prompts/triage.txt': 'LEAVE' })
    await evaluated(repository, '--timeout', '1s', '--base', 'skip')
    await setTimeout(3000)
    expect(existsSync(join(repository.dir, 'left.txt'))).toBe(false)
  })
})

describe('evidence that is handed over', () => {
  test.for<readonly [string, (folder: string) => Promise<void>]>([
    ['a link', async folder => symlink('/etc/hosts', join(folder, 'evals.json'))],
    ['a folder', async folder => void (await mkdir(join(folder, 'evals.json')))],
    [
      'a huge file',
      folder => writeFile(join(folder, 'evals.json'), '{"schema":"unitcost.eval/v1"' + ' '.repeat(2e6)),
    ],
    ['a name of its own', folder => writeFile(join(folder, '.evals.json'), '{}')],
  ])('%s is no evidence', async ([, forge]) => {
    const repository = await pullRequest({ 'README.md': 'Words.\n' })
    const folder = join(repository.dir, '.git/unitcost/evals', await repository.git('rev-parse', 'HEAD'))
    await mkdir(folder, { recursive: true })
    await forge(folder)
    const { exitCode, result } = await judgedBy(['diff', 'main', 'HEAD'], { cwd: repository.dir })
    expect(exitCode).toBe(0)
    expect([result.workloads[0]?.quality, result.diagnostics]).toEqual([null, []])
  })

  test('that is broken is said, and is no evidence', async () => {
    const repository = await pullRequest({ 'README.md': 'Words.\n' })
    const folder = join(repository.dir, '.git/unitcost/evals', await repository.git('rev-parse', 'HEAD'))
    await mkdir(folder, { recursive: true })
    await writeFile(join(folder, 'evals.json'), '{"schema":"unitcost.eval/v1","results":[]}')
    const { result } = await judgedBy(['diff', 'main', 'HEAD'], { cwd: repository.dir })
    expect([result.verdict, result.workloads[0]?.quality]).toEqual(['warn', null])
    expect(result.diagnostics[0]).toMatchObject({ code: 'eval-evidence', path: '.unitcost/evals/evals.json' })
  })
})
