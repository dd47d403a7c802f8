import { chmod, mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { gitTestEnvironment as env, makeRepository, temporaryFolder } from '../../test/repository.ts'
import { openRepository } from './change.ts'
import { forDirectory, gitEnvironment } from './environment.ts'
import { ask, gitIn } from './git.ts'

test('without git on the PATH the run says so', async () => {
  await expect(gitIn('.', { PATH: '/nowhere' })(['version'])).rejects.toMatchObject({
    code: 'git-not-installed',
  })
})

test('a git that hangs is stopped, with what it started', async () => {
  const folder = await temporaryFolder()
  await writeFile(join(folder, 'git'), '#!/bin/sh\nsleep 60 &\nsleep 60\n')
  await chmod(join(folder, 'git'), 0o755)
  const limits = { milliseconds: 200, bytes: 1000 }
  await expect(gitIn('.', { PATH: `${folder}:/bin:/usr/bin` }, limits)(['fetch'])).rejects.toMatchObject({
    code: 'git-timeout',
    message: 'git fetch took longer than 0.2 s',
  })
  await rm(folder, { recursive: true })
})

test('endless output is stopped', async () => {
  const limits = { milliseconds: 60_000, bytes: 10 }
  await expect(gitIn('.', gitEnvironment(env), limits)(['help', '-a'])).rejects.toMatchObject({
    code: 'git-output',
  })
})

test('a git that fails is quoted', async () => {
  const repository = await makeRepository()
  const git = gitIn(repository.dir, gitEnvironment(env))
  await expect(ask(git, ['ls-tree', 'gone'])).rejects.toThrow(
    'git ls-tree failed: fatal: Not a valid object name gone',
  )
  await repository.remove()
})

test.for(['folder without git', 'missing folder', 'bare repository'])('%s is no repository', async kind => {
  const folder = await temporaryFolder()
  const dir = join(folder, 'acme')
  if (kind !== 'missing folder') await mkdir(dir)
  if (kind === 'bare repository') await promisify(execFile)('git', ['init', '-q', '--bare', dir])
  await expect(openRepository(dir, { env })).rejects.toMatchObject({ code: 'not-a-repository' })
  await rm(folder, { recursive: true })
})

test.skipIf(process.getuid?.() !== 0)('a repository of another user opens, as in a container', async () => {
  const repository = await makeRepository({ 'prompts/answer.j2': 'Answer.\n' })
  await promisify(execFile)('chown', ['-R', '65534', repository.dir])
  await expect(repository.git('status')).rejects.toThrow('dubious ownership')
  const { head } = await openRepository(repository.dir, { env })
  expect(head?.parents).toEqual([])
  await repository.remove()
})

test('variables of a hook mean the current directory and no other', () => {
  const hook = { PATH: '/bin', GIT_DIR: '.git', GIT_INDEX_FILE: '.git/next-index-1.lock' }
  expect(forDirectory('/acme', hook, '/acme')).toEqual({
    PATH: '/bin',
    GIT_DIR: '/acme/.git',
    GIT_INDEX_FILE: '/acme/.git/next-index-1.lock',
  })
  expect(forDirectory('/other', hook, '/acme')).toEqual({ PATH: '/bin' })
})

test('settings come after those of the caller and win', () => {
  const caller = { GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'core.fsmonitor', GIT_CONFIG_VALUE_0: 'true' }
  const safe = gitEnvironment(caller)
  expect(safe).toMatchObject({
    ...caller,
    GIT_CONFIG_COUNT: '10',
    GIT_CONFIG_KEY_1: 'core.fsmonitor',
    GIT_CONFIG_VALUE_1: 'false',
  })
})
