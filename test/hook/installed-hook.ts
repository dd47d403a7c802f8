import { execFile, execFileSync } from 'node:child_process'
import { chmodSync, cpSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { gitTestEnvironment, makeRepository, temporaryFolder, type TestRepository } from '../repository.ts'

/** A repository that offers the hook, as people name it in `.pre-commit-config.yaml`. */
export type HookRepository = {
  readonly dir: string
  readonly revision: string
  /** Of whoever commits: the hook runs on the Node of the tests, pre-commit keeps its clones in a folder of ours. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly remove: () => Promise<void>
}

const root = resolve(import.meta.dirname, '..', '..')

/** Our own repository as far as the hook needs it, with the bundle built from the sources that lie here. */
export async function hookRepository(): Promise<HookRepository> {
  const repository = await makeRepository()
  for (const path of ['.pre-commit-hooks.yaml', 'package.json'])
    cpSync(join(root, path), join(repository.dir, path))
  const outdir = join(repository.dir, 'action', 'dist')
  execFileSync(process.execPath, [join(root, 'scripts', 'build.ts'), '--outdir', outdir], { stdio: 'ignore' })
  const clones = await temporaryFolder()
  return {
    dir: repository.dir,
    revision: await repository.commit({}, 'release'),
    env: {
      ...gitTestEnvironment,
      PATH: [dirname(process.execPath), process.env['PATH']].join(delimiter),
      PRE_COMMIT_HOME: clones,
      PRE_COMMIT_COLOR: 'never',
    },
    remove: async () => {
      rmSync(clones, { recursive: true, force: true })
      await repository.remove()
    },
  }
}

/** How a hook gets into a repository. `args` are what its user adds. */
export type Installing = (
  repository: TestRepository,
  hook: HookRepository,
  args?: readonly string[],
) => Promise<void>

export const withPreCommit: Installing = async (repository, { dir, revision, env }, args = []) => {
  const config = { repos: [{ repo: dir, rev: revision, hooks: [{ id: 'unitcost', args, verbose: true }] }] }
  await repository.commit({ '.pre-commit-config.yaml': JSON.stringify(config) }, 'use the hook')
  execFileSync('pre-commit', ['install'], { cwd: repository.dir, env, stdio: 'ignore' })
}

export const asGitHook: Installing = async (repository, { dir }, args = []) => {
  const path = join(repository.dir, '.git', 'hooks', 'pre-commit')
  const words = [join(dir, 'action', 'dist', 'cli.js'), 'check', '--staged', ...args]
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, `#!/bin/sh\nexec ${words.map(word => `'${word}'`).join(' ')}\n`)
  chmodSync(path, 0o755)
}

/** What `git commit` answers, and what its user reads. */
export type Committed = { readonly exitCode: number | null; readonly text: string }

export const commit = (
  { dir }: TestRepository,
  { env }: HookRepository,
  args: readonly string[] = [],
): Promise<Committed> =>
  new Promise(done => {
    const words = ['commit', '--message', 'a step', ...args]
    const child = execFile('git', words, { cwd: dir, env }, (_, stdout, stderr) =>
      done({ exitCode: child.exitCode, text: stdout + stderr }),
    )
  })
