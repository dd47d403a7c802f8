import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

/** Path → content; null deletes the file. */
export type Files = Readonly<Record<string, string | Uint8Array | null>>

export type TestRepository = {
  readonly dir: string
  /** Writes files into the working tree. */
  readonly write: (files: Files) => Promise<void>
  /** Writes files, stages everything and commits. Answers the commit id. */
  readonly commit: (files: Files, message?: string) => Promise<string>
  /** Runs git in the repository. Answers its output without the last line feed. Rejects when git fails. */
  readonly git: (...args: string[]) => Promise<string>
  readonly remove: () => Promise<void>
}

/** Git without the developer's own configuration, at one fixed moment: commit ids are the same everywhere. */
export const gitTestEnvironment: Readonly<Record<string, string | undefined>> = {
  ...process.env,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Ada',
  GIT_AUTHOR_EMAIL: 'ada@example.test',
  GIT_COMMITTER_NAME: 'Ada',
  GIT_COMMITTER_EMAIL: 'ada@example.test',
  GIT_AUTHOR_DATE: '2026-03-01T12:00:00Z',
  GIT_COMMITTER_DATE: '2026-03-01T12:00:00Z',
}

/** A real repository in a temporary folder, on branch `main`, with one commit unless there are no files. */
export async function makeRepository(files: Files = {}): Promise<TestRepository> {
  const dir = await temporaryFolder()
  const repository = repositoryAt(dir)
  await repository.git('init', '--quiet', '-b', 'main')
  if (Object.keys(files).length > 0) await repository.commit(files, 'start')
  return repository
}

/** A clone of `source` by file:// URL, so that depth and filter work as over a network. */
export async function cloneOf(source: TestRepository, ...options: string[]): Promise<TestRepository> {
  await source.git('config', 'uploadpack.allowFilter', 'true')
  await source.git('config', 'uploadpack.allowAnySHA1InWant', 'true')
  const dir = await temporaryFolder()
  const clone = repositoryAt(dir)
  await clone.git('clone', '--quiet', ...options, `file://${source.dir}`, dir)
  return clone
}

export const temporaryFolder = async () => realpath(await mkdtemp(join(tmpdir(), 'unitcost-')))

function repositoryAt(dir: string): TestRepository {
  const git = async (...args: string[]) => {
    const options = { env: gitTestEnvironment, maxBuffer: 64 * 1024 * 1024 }
    const { stdout } = await promisify(execFile)('git', ['-C', dir, ...args], options)
    return stdout.replace(/\n$/, '')
  }
  const write = (files: Files) => writeFiles(dir, files)
  return {
    dir,
    git,
    write,
    commit: async (files, message = 'change') => {
      await write(files)
      await git('add', '--all')
      await git('commit', '--quiet', '--allow-empty', '-m', message)
      return git('rev-parse', 'HEAD')
    },
    remove: () => rm(dir, { recursive: true, force: true }),
  }
}

async function writeFiles(dir: string, files: Files): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    const file = join(dir, path)
    if (content === null) {
      await rm(file, { force: true })
      continue
    }
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, content)
  }
}
