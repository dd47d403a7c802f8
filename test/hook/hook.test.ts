import { spawnSync } from 'node:child_process'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeRepository, type TestRepository } from '../repository.ts'
import {
  asGitHook,
  commit,
  hookRepository,
  withPreCommit,
  type Committed,
  type HookRepository,
} from './installed-hook.ts'

const START = {
  'README.md': '# Recipes\n',
  'prompts/cook.j2': `Suggest a dinner for {{ guests }} from what is in the fridge.\n${'Say how long each step takes. '.repeat(40)}\n`,
  'prompts/shop.j2': 'Write the shopping list.\n',
  'unitcost.yml': `version: 1
workloads:
  dinner:
    traffic: 50k/month
    calls:
      cook: { prompt: prompts/cook.j2, model: openai/gpt-4.1, output_tokens: 10 }
      shop: { prompt: prompts/shop.j2, model: openai/gpt-4.1, output_tokens: 10 }
budgets:
  - id: dinner-growth
    workloads: [dinner]
    increase: { percent: 12 }
`,
}

const SPARE = 'Suggest something without meat, something without milk, and say which is which. '
const withMore = (times: number) => ({ 'prompts/cook.j2': START['prompts/cook.j2'] + SPARE.repeat(times) })

const hasPreCommit = spawnSync('pre-commit', ['--version']).status === 0

let hook: HookRepository
beforeAll(async () => {
  hook = await hookRepository()
})
afterAll(() => hook.remove())

let repository: TestRepository
beforeEach(async () => {
  repository = await makeRepository(START)
})
afterEach(() => repository.remove())

async function stage(files: Readonly<Record<string, string | null>>) {
  await repository.write(files)
  await repository.git('add', '--all')
}

const ways = [
  { way: 'pre-commit', install: withPreCommit },
  { way: 'a script in .git/hooks', install: asGitHook },
] as const

describe.for(ways)('with $way', ({ way, install }) => {
  beforeEach(context => {
    if (way === 'pre-commit' && !hasPreCommit)
      context.skip('pre-commit is not on this machine (apt-get install pre-commit)')
  })

  test('a fat prompt that is staged is refused, also when the working tree is clean again', async () => {
    await install(repository, hook)
    await stage(withMore(200))
    await repository.write(START)
    const { exitCode, text } = await commit(repository, hook)
    expect(exitCode).toBe(1)
    expect(text).toContain('dinner-growth')
    expect(text).toContain('prompts/cook.j2')
    expect(await repository.git('log', '-1', '--format=%s')).not.toBe('a step')
    expect(await repository.git('diff', '--stat')).toContain('prompts/cook.j2')
  })

  test('a lean prompt that is staged passes, also when the working tree is fat', async () => {
    await install(repository, hook)
    await stage(withMore(1))
    await repository.write(withMore(200))
    expect(await commit(repository, hook)).toMatchObject({ exitCode: 0 })
  })

  test('an innocent commit passes in one line', async () => {
    await install(repository, hook)
    await stage({ 'README.md': '# Recipes for gpt-5\n' })
    const { exitCode, text } = await commit(repository, hook)
    expect(exitCode).toBe(0)
    expect(text).toContain('nothing staged changes what a request costs')
  })

  test('a commit that only deletes a prompt in use is refused', async () => {
    await install(repository, hook)
    await stage({ 'prompts/shop.j2': null })
    const { exitCode, text } = await commit(repository, hook)
    expect(exitCode).toBe(1)
    expect(text).toContain('prompts/shop.j2')
  })

  test('five small increases do not slip by', async () => {
    await install(repository, hook)
    await repository.git('switch', '--quiet', '--create', 'dinner-parties')
    const answers: Committed[] = []
    for (const step of [1, 2, 3, 4, 5]) {
      await stage(withMore(step))
      answers.push(await commit(repository, hook))
    }
    expect(answers.map(({ exitCode }) => exitCode)).toStrictEqual([0, 0, 0, 1, 1])
    expect(answers[3]?.text).toMatch(/this commit/iu)
  })

  test('a broken unitcost.yml is refused, with its line', async () => {
    await install(repository, hook)
    await stage({ 'unitcost.yml': START['unitcost.yml'].replace('traffic', 'trafic') })
    const { exitCode, text } = await commit(repository, hook)
    expect(exitCode).toBe(1)
    expect(text).toContain('unitcost.yml:4')
    expect(text).toContain('traffic')
  })

  test('files named on the command line are judged, whatever else is staged', async () => {
    await install(repository, hook)
    await stage(withMore(200))
    await repository.write({ 'README.md': '# Recipes, again\n' })
    expect(await commit(repository, hook, ['--only', 'README.md'])).toMatchObject({ exitCode: 0 })
    expect(await commit(repository, hook)).toMatchObject({ exitCode: 1 })
  })

  test('a checkout with CRLF costs the same', async () => {
    await repository.git('config', 'core.autocrlf', 'true')
    await repository.git('rm', '--quiet', '-r', '--cached', '.')
    await repository.git('reset', '--quiet', '--hard')
    expect(await repository.git('ls-files', '--eol', 'prompts/cook.j2')).toContain('w/crlf')
    await install(repository, hook)
    await stage({ 'prompts/shop.j2': 'Write the shopping list.\r\n\r\n' })
    expect(await commit(repository, hook)).toMatchObject({ exitCode: 0 })
    await stage({ 'prompts/cook.j2': withMore(200)['prompts/cook.j2'].replaceAll('\n', '\r\n') })
    expect(await commit(repository, hook)).toMatchObject({ exitCode: 1 })
  })

  test.for(['./config/unitcost.yml', String.raw`.\config\unitcost.yml`])('reads --config %s', async path => {
    await repository.commit({ 'unitcost.yml': null, 'config/unitcost.yml': START['unitcost.yml'] })
    await install(repository, hook, ['--config', path])
    await stage(withMore(200))
    const { exitCode, text } = await commit(repository, hook)
    expect(exitCode).toBe(1)
    expect(text).toContain('config/unitcost.yml:9')
  })
})
