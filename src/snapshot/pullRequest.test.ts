import { afterEach, describe, expect, test } from 'vitest'
import {
  cloneOf,
  gitTestEnvironment as env,
  makeRepository,
  type TestRepository,
} from '../../test/repository.ts'
import { changeBetween, openRepository } from './change.ts'
import { pullRequestChange } from './pullRequest.ts'

const made: TestRepository[] = []
afterEach(async () => {
  await Promise.all(made.splice(0).map(repository => repository.remove()))
})

describe('on the merge commit of GitHub', () => {
  test.for([
    ['depth 1, may fetch', ['--depth=1'], true],
    ['depth 2', ['--depth=2'], false],
    ['the whole history', [], false],
  ] as const)('the first parent is the base: %s', async ([, options, mayFetch]) => {
    const pull = await pullRequest()
    const clone = await checkout(pull.repository, 'merge', options)
    const change = await pullRequestChange(await openRepository(clone.dir, { env, mayFetch }), pull)
    expect(change.base.revision).toBe(pull.target)
    expect(changed(change)).toEqual(['prompts/answer.j2'])
  })

  test('depth 1 without fetching cannot be judged, and says what to do', async () => {
    const pull = await pullRequest()
    const clone = await checkout(pull.repository, 'merge', ['--depth=1'])
    const error = await pullRequestChange(await openRepository(clone.dir, { env }), pull).catch(
      (reason: unknown) => reason,
    )
    expect(error).toMatchObject({ code: 'missing-base', hint: expect.stringContaining('fetch-depth: 0') })
  })
})

describe('on the head of the pull request', () => {
  test.for([
    ['depth 1, may fetch', ['--depth=1'], true],
    ['no commit of the base', ['--single-branch'], true],
    ['the whole history', [], false],
  ] as const)('the merge base is the base: %s', async ([, options, mayFetch]) => {
    const pull = await pullRequest()
    const clone = await checkout(pull.repository, 'topic', options)
    const change = await pullRequestChange(await openRepository(clone.dir, { env, mayFetch }), pull)
    expect(change.base.revision).toBe(pull.fork)
    expect(change.head.revision).toBe(pull.headSha)
    expect(changed(change)).toEqual(['prompts/answer.j2'])
  })

  test('a history of 300 commits is fetched as far as it takes', async () => {
    const pull = await pullRequest(300)
    const clone = await checkout(pull.repository, 'topic', ['--depth=1'])
    const change = await pullRequestChange(await openRepository(clone.dir, { env, mayFetch: true }), pull)
    expect(change.base.revision).toBe(pull.fork)
  })
})

test('a named base in a shallow clone cannot be judged, and says what to type', async () => {
  const pull = await pullRequest()
  const clone = await checkout(pull.repository, 'topic', ['--depth=1', '--no-single-branch'])
  const opened = await openRepository(clone.dir, { env })
  const error = await changeBetween(opened, { base: 'origin/main', head: null }).catch(
    (reason: unknown) => reason,
  )
  expect(opened.shallow).toBe(true)
  expect(error).toMatchObject({
    code: 'missing-base',
    hint: expect.stringContaining('git fetch --unshallow'),
  })
})

describe('a partial clone', () => {
  test('fetches what is missing at once', async () => {
    const pull = await pullRequest()
    const clone = await checkout(pull.repository, 'topic', ['--filter=blob:none', '--no-checkout'])
    const missing = () =>
      clone.git('rev-list', '--objects', '--all', '--missing=print').then(list => list.match(/^\?/gm)?.length)
    expect(await missing()).toBe(9)

    const { base } = await pullRequestChange(await openRepository(clone.dir, { env, mayFetch: true }), pull)
    const packs = await packCount(clone)
    const contents = await base.read([...base.entries.keys()])

    expect([...contents.values()].every(({ kind }) => kind === 'text')).toBe(true)
    expect(contents.size).toBe(7)
    expect((await packCount(clone)) - packs).toBe(1)
    expect(await missing()).toBe(2)
  })

  test('says what is missing when it may not fetch', async () => {
    const pull = await pullRequest()
    const clone = await checkout(pull.repository, 'topic', ['--filter=blob:none'])
    const { base } = await changeBetween(await openRepository(clone.dir, { env }), { base: null, head: null })
    await expect(base.read([...base.entries.keys()])).rejects.toMatchObject({
      code: 'missing-objects',
      hint: expect.stringContaining('git diff --stat'),
    })
  })
})

/** main: fork → target; topic: fork → head; merge: target + head, as GitHub makes it. */
async function pullRequest(commits = 3) {
  const repository = await makeRepository({ 'prompts/answer.j2': 'Answer.\n' })
  made.push(repository)
  const { git } = repository
  const others = Array.from({ length: 6 }, (_, index) => [`prompts/other-${index}.j2`, `Other ${index}.\n`])
  const fork = await repository.commit(Object.fromEntries(others))
  await git('checkout', '-q', '-b', 'topic')
  const headSha = await longHistory(repository, commits)
  await git('checkout', '-q', 'main')
  const target = await repository.commit({ 'prompts/greeting.j2': 'Hello.\n' })
  await git('checkout', '-q', '--detach')
  await git('merge', '-q', '--no-ff', '-m', 'merge', headSha)
  await git('branch', 'merge')
  await git('checkout', '-q', 'main')
  return { repository, fork, target, headSha, baseSha: target }
}

async function longHistory({ git, commit }: TestRepository, commits: number) {
  let last = await commit({ 'prompts/answer.j2': 'Answer briefly.\n' })
  const tree = await git('rev-parse', `${last}^{tree}`)
  for (let made = 1; made < commits; made++)
    last = await git('commit-tree', tree, '-p', last, '-m', `step ${made}`)
  await git('reset', '-q', '--hard', last)
  return last
}

async function checkout(source: TestRepository, branch: string, options: readonly string[]) {
  const clone = await cloneOf(source, '--branch', branch, ...options)
  made.push(clone)
  return clone
}

const packCount = async ({ git }: TestRepository) =>
  Number(/^packs: (\d+)$/m.exec(await git('count-objects', '-v'))?.[1])

const changed = ({ base, head }: Awaited<ReturnType<typeof changeBetween>>) =>
  [...new Set([...base.entries.keys(), ...head.entries.keys()])].filter(
    path => base.entries.get(path)?.key !== head.entries.get(path)?.key,
  )
