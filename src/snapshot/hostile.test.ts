import { chmod, mkdir, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  gitTestEnvironment as env,
  makeRepository,
  temporaryFolder,
  type TestRepository,
} from '../../test/repository.ts'
import { changeBetween, openRepository, stagedChanges } from './change.ts'
import { pullRequestChange } from './pullRequest.ts'
import { workingTree } from './worktree.ts'
import type { Change } from './tree.ts'

let repository: TestRepository
let outside: string
let traces: string
beforeEach(async () => {
  outside = await temporaryFolder()
  traces = join(outside, 'traces')
  await mkdir(traces)
  repository = await makeRepository({
    '.gitattributes': '*.j2 diff=trap filter=trap merge=trap\n',
    'prompts/answer.j2': 'one\ntwo\nthree\n',
    'prompts/other.j2': 'other\n',
  })
  await setTraps()
  // Same size and another time: git has to look inside, and would ask the filter.
  await repository.write({ 'prompts/answer.j2': 'one\ntwo\nTHREE\n', 'prompts/new.j2': 'new\n' })
  await utimes(join(repository.dir, 'prompts/other.j2'), 1, 1)
})
afterEach(async () => {
  await repository.remove()
  await rm(outside, { recursive: true })
})

test('what a repository configures is not executed', async () => {
  const opened = await openRepository(repository.dir, { env })
  await read(await changeBetween(opened, { base: null, head: 'worktree' }))
  await read(await changeBetween(opened, { base: 'main', head: 'HEAD' }))
  await workingTree(opened)
  await read((await stagedChanges(opened)).branch)
  await read(
    await pullRequestChange(opened, { baseSha: opened.head?.id ?? '', headSha: opened.head?.id ?? '' }),
  )
  expect(await readdir(traces)).toEqual([])
})

test('the traps are real: plain git falls into them', async () => {
  await repository.git('diff', 'HEAD', '--', 'prompts/answer.j2').catch(() => {})
  await repository.git('-c', 'filter.trap.required=false', '-c', 'filter.trap.clean=', 'diff').catch(() => {})
  await repository.git('status').catch(() => {})
  await repository.git('fetch').catch(() => {})
  expect((await readdir(traces)).toSorted()).toEqual(['external', 'filter', 'fsmonitor', 'transport'])
})

test('a partial clone does not start the transport of its configuration', async () => {
  await repository.git('config', 'remote.origin.promisor', 'true')
  await repository.git('config', 'extensions.partialClone', 'origin')
  await repository.git('config', 'core.repositoryFormatVersion', '1')
  const gone = `100644 blob ${'2'.repeat(40)}\tgone.j2\n`
  const tree = await promisify(execFile)('sh', [
    '-c',
    `printf '${gone}' | git -C "$0" mktree --missing`,
    repository.dir,
  ])
  const commit = await repository.git('commit-tree', '-p', 'HEAD', '-m', 'gone', tree.stdout.trim())
  const { head } = await changeBetween(await openRepository(repository.dir, { env }), {
    base: null,
    head: commit,
  })
  await expect(head.read(['gone.j2'])).rejects.toMatchObject({ code: 'missing-objects' })
  expect(await readdir(traces)).toEqual([])
})

test('nor is what a submodule configures', async () => {
  const inner = join(repository.dir, 'vendor')
  const inside = (...args: string[]) => promisify(execFile)('git', ['-C', inner, ...args], { env })
  await mkdir(inner)
  await inside('init', '-q')
  await repository.write({ 'vendor/model.txt': 'small\n', 'vendor/.git/info/attributes': '* filter=inner\n' })
  await inside('add', 'model.txt')
  await inside('commit', '-q', '-m', 'vendored')
  const commit = (await inside('rev-parse', 'HEAD')).stdout.trim()
  await inside('config', 'filter.inner.clean', trap('submodule'))
  const opened = await openRepository(repository.dir, { env })
  await opened.git(['update-index', '--add', '--cacheinfo', `160000,${commit},vendor`])
  await repository.write({ 'vendor/model.txt': 'large\n' })

  const { head } = await changeBetween(opened, { base: null, head: 'worktree' })

  expect(head.entries.get('vendor')).toEqual({ kind: 'submodule', key: commit })
  expect([...head.entries.keys()].filter(path => path.startsWith('vendor/'))).toEqual([])
  expect(await readdir(traces)).toEqual([])
  await opened.git(['diff', '--raw'])
  expect(await readdir(traces)).toEqual(['submodule'])
})

test('variables of the caller do not execute either', async () => {
  const trapped = {
    ...env,
    GIT_EXTERNAL_DIFF: trap('variable'),
    GIT_PAGER: trap('pager'),
    GIT_CONFIG_PARAMETERS: `'core.fsmonitor=${trap('parameters')}'`,
  }
  const opened = await openRepository(repository.dir, { env: trapped })
  await changeBetween(opened, { base: null, head: null })
  expect(await readdir(traces)).toEqual([])
})

test('a bare repository inside the tree is not taken for the repository', async () => {
  const inner = join(repository.dir, 'fixtures/evil')
  await mkdir(inner, { recursive: true })
  await promisify(execFile)('git', ['init', '-q', '--bare', inner], { env })
  await promisify(execFile)('git', ['-C', inner, 'config', 'core.worktree', '/'], { env })
  await promisify(execFile)('git', ['-C', inner, 'config', 'core.bare', 'false'], { env })
  await expect(openRepository(inner, { env })).rejects.toMatchObject({ code: 'not-a-repository' })
})

async function read({ base, head }: Change) {
  await base.read([...base.entries.keys()])
  await head.read([...head.entries.keys()])
}

const trap = (name: string) => `touch ${join(traces, name)}; false`

async function setTraps() {
  const script = join(outside, 'external.sh')
  await writeFile(script, `#!/bin/sh\ntouch ${join(traces, 'external')}\n`)
  await chmod(script, 0o755)
  const config: readonly (readonly [string, string])[] = [
    ['core.fsmonitor', trap('fsmonitor')],
    ['core.sshCommand', trap('transport')],
    ['core.pager', trap('pager')],
    ['diff.external', script],
    ['diff.trap.textconv', trap('textconv')],
    ['diff.trap.command', script],
    ['filter.trap.clean', trap('filter')],
    ['filter.trap.smudge', trap('filter')],
    ['filter.trap.required', 'true'],
    ['log.showSignature', 'true'],
    ['gpg.program', script],
    ['remote.origin.url', 'ssh://git@localhost/acme'],
  ]
  for (const [key, value] of config) await repository.git('config', key, value)
}
