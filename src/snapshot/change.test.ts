import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  gitTestEnvironment as env,
  makeRepository,
  type Files,
  type TestRepository,
} from '../../test/repository.ts'
import { changeBetween, openRepository, stagedChanges, stagedPaths, type Sides } from './change.ts'
import type { Change, Tree } from './tree.ts'

const PROMPT = 'You are the support assistant of Acme.\nAnswer in two sentences.\nBe kind.\n'

let repository: TestRepository
beforeEach(async () => {
  repository = await makeRepository({ 'prompts/answer.j2': PROMPT, 'README.md': '# Acme\n' })
})
afterEach(() => repository.remove())

const between = async (base: Sides['base'], head: Sides['head']) =>
  changeBetween(await openRepository(repository.dir, { env }), { base, head })

describe('base', () => {
  test('is the merge base: what the target branch got meanwhile is no change', async () => {
    await repository.git('checkout', '-q', '-b', 'shorter-prompt')
    await repository.commit({ 'prompts/answer.j2': 'Answer briefly.\n' })
    await repository.git('checkout', '-q', 'main')
    await repository.commit({ 'prompts/greeting.j2': 'Hello {{ name }}\n' })

    const change = await between('main', 'shorter-prompt')

    expect(await differences(change)).toEqual({
      'prompts/answer.j2': [PROMPT, 'Answer briefly.\n'],
    })
    expect(change.base.revision).toBe(await repository.git('merge-base', 'main', 'shorter-prompt'))
  })

  test.for([
    [
      'origin/HEAD',
      [
        'update-ref refs/remotes/origin/trunk HEAD',
        'symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/trunk',
      ],
      'trunk',
    ],
    ['origin/main', ['update-ref refs/remotes/origin/main HEAD'], 'main'],
    ['origin/master', ['update-ref refs/remotes/origin/master HEAD', 'branch -m main topic'], 'master'],
    ['main', [], 'main'],
    ['master', ['branch -m main master'], 'master'],
    ['a dangling origin/HEAD', ['symbolic-ref refs/remotes/origin/HEAD refs/remotes/origin/gone'], 'main'],
    ['nothing', ['branch -m main topic'], undefined],
  ] as const)('defaults to %s', async ([, commands, expected]) => {
    for (const command of commands) await repository.git(...command.split(' '))
    const { defaultBranch } = await openRepository(repository.dir, { env })
    expect(defaultBranch?.name).toBe(expected)
  })

  test('before the first commit is an empty tree', async () => {
    const fresh = await makeRepository()
    await fresh.write({ 'prompts/first.j2': 'Hello\n' })
    const change = await changeBetween(await openRepository(fresh.dir, { env }), { base: null, head: null })
    expect([change.base.label, change.base.entries.size, change.date]).toEqual(['empty tree', 0, null])
    expect(await textsOf(change.head)).toEqual({ 'prompts/first.j2': 'Hello\n' })

    await fresh.git('add', '--all')
    const { branch, paths } = await stagedChanges(await openRepository(fresh.dir, { env }))
    expect(await textsOf(branch.head)).toEqual({ 'prompts/first.j2': 'Hello\n' })
    expect(paths).toEqual(['prompts/first.j2'])
    await fresh.remove()
  })
})

describe('renames', () => {
  test('of an edited file', async () => {
    await repository.git('checkout', '-q', '-b', 'tidy')
    await repository.commit({
      'prompts/answer.j2': null,
      'prompts/support/answer.j2': `${PROMPT}Be brief.\n`,
    })
    const change = await between(null, 'HEAD')
    expect(change.renames).toEqual(new Map([['prompts/support/answer.j2', 'prompts/answer.j2']]))
    expect([...change.head.entries.keys()]).toEqual(['README.md', 'prompts/support/answer.j2'])
  })

  test('of a file moved without telling git', async () => {
    await repository.write({ 'prompts/answer.j2': null, 'prompts/reply.j2': PROMPT })
    const change = await between(null, 'worktree')
    expect(change.renames).toEqual(new Map([['prompts/reply.j2', 'prompts/answer.j2']]))
  })
})

describe('working tree', () => {
  test('has changed, untracked and staged files, without deleted and ignored ones', async () => {
    await repository.commit({
      '.gitignore': '*.log\n',
      'prompts/old.j2': 'old\n',
      'prompts/same.j2': 'same\n',
    })
    await repository.write({ 'prompts/staged.j2': 'staged\n' })
    await repository.git('add', '--all')
    await repository.write({
      'prompts/answer.j2': 'changed\n',
      'prompts/untracked.j2': 'untracked\n',
      'prompts/old.j2': null,
      'trace.log': 'ignored\n',
    })

    const change = await between(null, null)

    expect(await differences(change)).toEqual({
      'prompts/answer.j2': [PROMPT, 'changed\n'],
      'prompts/old.j2': ['old\n', undefined],
      'prompts/staged.j2': [undefined, 'staged\n'],
      'prompts/untracked.j2': [undefined, 'untracked\n'],
    })
    expect([change.head.label, change.head.revision, change.date]).toEqual([
      'working tree',
      null,
      '2026-03-01',
    ])
  })

  test('seen from a folder inside is the whole', async () => {
    await repository.write({ 'gateway/routes.yaml': 'model: small\n' })
    const inside = await openRepository(`${repository.dir}/prompts`, { env })
    const change = await changeBetween(inside, { base: null, head: null })
    expect([...change.head.entries.keys()]).toEqual(['README.md', 'gateway/routes.yaml', 'prompts/answer.j2'])
  })

  test('may be a linked one', async () => {
    const linked = `${repository.dir}/linked`
    await repository.git('worktree', 'add', '-q', linked, '-b', 'topic')
    const opened = await openRepository(linked, { env })
    const { head } = await changeBetween(opened, { base: null, head: null })
    expect([opened.root, opened.gitDir, opened.branch]).toEqual([linked, `${repository.dir}/.git`, 'topic'])
    expect(Object.keys(await textsOf(head))).toEqual(['README.md', 'prompts/answer.j2'])
    const outer = await between(null, null)
    expect([...outer.head.entries.keys()]).toEqual(['README.md', 'prompts/answer.j2'])
  })

  test('staged and then reverted on disk is no change', async () => {
    await repository.write({ 'prompts/answer.j2': 'staged\n' })
    await repository.git('add', '--all')
    await repository.write({ 'prompts/answer.j2': PROMPT })
    expect(await differences(await between(null, 'worktree'))).toEqual({})
  })

  test.for(['true', 'false'])('with CRLF is no change, core.autocrlf %s', async autocrlf => {
    await repository.git('config', 'core.autocrlf', autocrlf)
    await repository.write({ 'prompts/answer.j2': PROMPT.replaceAll('\n', '\r\n') })
    const change = await between(null, 'worktree')
    expect(await differences(change)).toEqual({})
    expect(await textsOf(change.head)).toMatchObject({ 'prompts/answer.j2': PROMPT })
  })

  test('with a merge conflict shows the markers, so that a reader can complain', async () => {
    await conflict()
    const texts = await textsOf((await between(null, 'worktree')).head)
    expect(texts['prompts/answer.j2']).toContain('<<<<<<<')
  })
})

describe('index', () => {
  test('counts, whatever the working tree says', async () => {
    await repository.write({ 'prompts/answer.j2': 'staged\n' })
    await repository.git('add', '--all')
    await repository.write({ 'prompts/answer.j2': PROMPT, 'prompts/untracked.j2': 'untracked\n' })
    const change = await between(null, 'index')
    expect(await differences(change)).toEqual({ 'prompts/answer.j2': [PROMPT, 'staged\n'] })
    expect(change.head.label).toBe('index')
  })

  test('on a branch is compared with the merge base and with HEAD', async () => {
    await repository.git('checkout', '-q', '-b', 'topic')
    await repository.commit({ 'prompts/answer.j2': 'committed on the branch\n' })
    await repository.write({ 'prompts/greeting.j2': 'Hello\n' })
    await repository.git('add', '--all')
    const { branch, commit, paths } = await stagedChanges(await openRepository(repository.dir, { env }))
    expect(Object.keys(await differences(branch))).toEqual(['prompts/answer.j2', 'prompts/greeting.j2'])
    expect(await differences(commit)).toEqual({ 'prompts/greeting.j2': [undefined, 'Hello\n'] })
    expect(paths).toEqual(['prompts/greeting.j2'])
  })

  test.for(['main', 'topic'])('on %s, without another default branch, is compared with HEAD', async name => {
    await repository.git('branch', '-m', name)
    await repository.write({ 'README.md': null })
    await repository.git('add', '--all')
    const { branch, commit } = await stagedChanges(await openRepository(repository.dir, { env }))
    expect(branch).toBe(commit)
    expect(await differences(commit)).toEqual({ 'README.md': ['# Acme\n', undefined] })
  })

  test('names both paths of a move', async () => {
    await repository.git('mv', 'prompts/answer.j2', 'prompts/reply.j2')
    expect(await stagedPaths(await openRepository(repository.dir, { env }))).toEqual([
      'prompts/answer.j2',
      'prompts/reply.j2',
    ])
  })

  test('with a merge conflict cannot be judged', async () => {
    await conflict()
    await expect(between(null, 'index')).rejects.toMatchObject({ code: 'unmerged' })
  })
})

test('a file that git only hashed while it looked for moved files is read from disk', async () => {
  await repository.git('mv', 'prompts/answer.j2', 'prompts/reply.j2')
  const { writeFileSync } = await import('node:fs')
  writeFileSync(`${repository.dir}/prompts/similar.j2`, PROMPT)
  await repository.git('add', '-A')
  writeFileSync(`${repository.dir}/prompts/similar.j2`, `${PROMPT}Sign with your name.\n`)

  const { head } = await between('HEAD', null)
  const content = (await head.read(['prompts/similar.j2'])).get('prompts/similar.j2')

  expect(content).toEqual({ kind: 'text', text: `${PROMPT}Sign with your name.\n` })
})

test('odd file names survive', async () => {
  const names = [
    'line\nfeed.j2',
    'tab\t"quoted".j2',
    "it's; $(here).j2",
    'grüße 東京 🚀.j2',
    ' lead and trail ',
  ]
  const files: Files = Object.fromEntries(names.map(name => [`prompts/${name}`, `${name}\n`]))
  await repository.git('checkout', '-q', '-b', 'odd')
  await repository.commit(files)
  await repository.write({ 'prompts/line\nfeed.j2': 'changed\n', 'prompts/new\nline.j2': 'untracked\n' })
  const texts = await textsOf((await between(null, 'worktree')).head)
  expect(texts).toMatchObject({
    ...files,
    'prompts/line\nfeed.j2': 'changed\n',
    'prompts/new\nline.j2': 'untracked\n',
  })
  expect(Object.keys(texts)).toEqual(Object.keys(texts).toSorted())
})

test.for<readonly [string, Sides, string]>([
  ['an unknown base', { base: 'origin/develop', head: null }, 'missing-base'],
  ['an unknown head', { base: null, head: 'no-such-branch' }, 'missing-head'],
  ['a base that is no commit', { base: 'HEAD:README.md', head: null }, 'missing-base'],
  ['a base with a line feed', { base: 'main\nHEAD', head: null }, 'missing-base'],
  ['a base that looks like an option', { base: '--output=/tmp/x', head: null }, 'missing-base'],
  ['unrelated histories', { base: 'main', head: 'orphan' }, 'missing-base'],
])('%s cannot be judged', async ([, sides, code]) => {
  await repository.git('checkout', '-q', '--orphan', 'orphan')
  await repository.git('commit', '-q', '-m', 'unrelated')
  const error = await between(sides.base, sides.head).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  expect(error).toMatchObject({ name: 'UnitcostError', code, hint: expect.stringMatching(/git|unitcost/) })
})

test('without a default branch the base has to be named', async () => {
  await repository.git('branch', '-m', 'topic')
  await expect(between(null, null)).rejects.toMatchObject({
    code: 'missing-base',
    message: 'no default branch: neither origin/HEAD, main nor master',
  })
})

async function conflict() {
  await repository.git('checkout', '-q', '-b', 'theirs')
  await repository.commit({ 'prompts/answer.j2': 'theirs\n' })
  await repository.git('checkout', '-q', 'main')
  await repository.commit({ 'prompts/answer.j2': 'ours\n' })
  await repository.git('merge', 'theirs').catch(() => {})
}

async function textsOf(tree: Tree): Promise<Record<string, string>> {
  const contents = await tree.read([...tree.entries.keys()])
  return Object.fromEntries(
    [...contents].map(([path, it]) => [path, it.kind === 'text' ? it.text : `(${it.why})`]),
  )
}

/** Path → text before and after, where keys differ. */
async function differences({ base, head }: Change) {
  const [before, after] = await Promise.all([textsOf(base), textsOf(head)])
  const paths = [...new Set([...base.entries.keys(), ...head.entries.keys()])].toSorted()
  const changed = paths.filter(path => base.entries.get(path)?.key !== head.entries.get(path)?.key)
  return Object.fromEntries(changed.map(path => [path, [before[path], after[path]]]))
}
