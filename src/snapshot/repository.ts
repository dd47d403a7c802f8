import { UnitcostError } from '../model/diagnostic.ts'
import { commitOf, requestFor, type Commit } from './commit.ts'
import { forDirectory, gitEnvironment, type Environment } from './environment.ts'
import { promisedObjects } from './fetch.ts'
import { gitIn, type Git } from './git.ts'
import { blobReader, catUntilFailure, type ReadBlobs } from './objects.ts'

export type Repository = {
  /** Top level of the working tree, absolute. */
  readonly root: string
  /** The git directory that all working trees share, absolute: the place for caches. */
  readonly gitDir: string
  /** Null before the first commit. */
  readonly head: Commit | null
  /** `main`; null when HEAD is detached. */
  readonly branch: string | null
  /** origin's default branch, else origin/main or master, else main or master. `name` has no remote in it. */
  readonly defaultBranch: { readonly name: string; readonly commit: Commit } | null
  /** By name, as far as the names were given when it was opened and git knows them. */
  readonly commits: ReadonlyMap<string, Commit>
  /** History is cut off: merge bases may be missing. */
  readonly shallow: boolean
  /** Contents may still be at the remote. */
  readonly partial: boolean
  /** `origin`, else the first one; null without remotes. */
  readonly remote: string | null
  readonly mayFetch: boolean
  readonly objectFormat: 'sha1' | 'sha256'
  readonly git: Git
  readonly blobs: ReadBlobs
}

export type Host = {
  /** The variables of the calling process. */
  readonly env: Environment
  /** CI only: missing history and contents are fetched. Elsewhere they are an error that says what to type. */
  readonly mayFetch?: boolean
  /** Names of commits that will be asked for: known at once, they cost no git process of their own. */
  readonly names?: readonly string[]
}

/**
 * The repository around a directory. Nothing that it configures is executed: no monitor, hook, filter,
 * diff program or, unless `mayFetch`, transport.
 * @throws UnitcostError `not-a-repository`, `git-not-installed`, `git-too-old`
 */
export async function openRepository(
  dir: string,
  { env, mayFetch = false, names = [] }: Host,
): Promise<Repository> {
  const variables = forDirectory(dir, env)
  const git = gitIn(dir, gitEnvironment(variables))
  const [layout, commits, config] = await Promise.all([
    layoutOf(git, dir),
    commitsOf(git, names),
    configOf(git),
  ])
  const safeGit = gitIn(layout.root, gitEnvironment(variables, withoutFilters(config)))
  const remotes = matching(config, /^remote\.(.+)\.url$/)
  const promisor =
    matching(config, /^remote\.(.+)\.promisor$/).find(
      name => config.get(`remote.${name}.promisor`) === 'true',
    ) ?? config.get('extensions.partialclone')
  const promised = { git: safeGit, remote: promisor ?? null, mayFetch }
  return {
    root: layout.root,
    gitDir: layout.gitDir,
    head: commits.get('HEAD') ?? null,
    branch: layout.branch,
    defaultBranch: defaultBranchOf(layout.originHead, commits),
    commits,
    shallow: layout.shallow,
    partial: promisor !== undefined,
    remote: remotes.find(name => name === 'origin') ?? remotes[0] ?? null,
    mayFetch,
    objectFormat: layout.objectFormat,
    git: safeGit,
    blobs: blobReader(safeGit, promisor === undefined ? null : promisedObjects(promised)),
  }
}

const LAYOUT = [
  'rev-parse',
  '--path-format=absolute',
  '--show-toplevel',
  '--git-common-dir',
  '--is-shallow-repository',
  '--show-object-format',
  '--symbolic-full-name',
  'HEAD',
  'refs/remotes/origin/HEAD',
]

async function layoutOf(git: Git, dir: string) {
  // Fails at HEAD before the first commit and at origin/HEAD without one, after it printed the rest.
  const { stdout, stderr } = await git(LAYOUT)
  const [root, gitDir, shallow, objectFormat, head, originHead] = stdout.toString().split('\n')
  if (root === '--path-format=absolute') throw tooOld()
  if (!root || !gitDir || objectFormat === undefined) throw notARepository(dir, stderr)
  return {
    root,
    gitDir,
    shallow: shallow === 'true',
    objectFormat: objectFormat === 'sha256' ? ('sha256' as const) : ('sha1' as const),
    branch: head?.startsWith('refs/heads/') ? head.slice('refs/heads/'.length) : null,
    originHead: originHead?.startsWith('refs/') ? originHead : null,
  }
}

const CANDIDATES = [
  'refs/remotes/origin/HEAD',
  'refs/remotes/origin/main',
  'refs/remotes/origin/master',
  'refs/heads/main',
  'refs/heads/master',
] as const

async function commitsOf(git: Git, given: readonly string[]): Promise<Repository['commits']> {
  const names = ['HEAD', ...CANDIDATES, ...given]
  // Outside a repository `layoutOf` has the better message.
  const { objects } = await catUntilFailure(git, names.map(requestFor)).catch(() => ({ objects: [] }))
  return new Map(
    names.flatMap((name, index) => {
      const commit = commitOf(objects[index] ?? null)
      return commit ? [[name, commit] as const] : []
    }),
  )
}

function defaultBranchOf(originHead: string | null, commits: Repository['commits']) {
  const ref = CANDIDATES.find(candidate => commits.has(candidate))
  const commit = ref && commits.get(ref)
  if (!commit) return null
  const name = ref === 'refs/remotes/origin/HEAD' ? (originHead ?? ref) : ref
  return { name: name.replace(/^refs\/(?:heads|remotes\/origin)\//, ''), commit }
}

async function configOf(git: Git): Promise<ReadonlyMap<string, string>> {
  const { stdout } = await git(['config', '--list', '-z'])
  const pairs = stdout
    .toString()
    .split('\0')
    .map(pair => {
      const end = pair.indexOf('\n')
      return end < 0 ? ([pair, 'true'] as const) : ([pair.slice(0, end), pair.slice(end + 1)] as const)
    })
  return new Map(pairs)
}

/** A clean filter is a program that git runs to compare a changed file. Without one it compares the bytes. */
function withoutFilters(config: ReadonlyMap<string, string>): Readonly<Record<string, string>> {
  const drivers = new Set(matching(config, /^filter\.([\s\S]+)\.(?:clean|smudge|process|required)$/))
  return Object.fromEntries(
    [...drivers].flatMap(driver => [
      [`filter.${driver}.clean`, ''],
      [`filter.${driver}.smudge`, ''],
      [`filter.${driver}.process`, ''],
      [`filter.${driver}.required`, 'false'],
    ]),
  )
}

const matching = (config: ReadonlyMap<string, string>, pattern: RegExp): readonly string[] =>
  [...config.keys()].flatMap(key => pattern.exec(key)?.[1] ?? [])

const tooOld = () =>
  new UnitcostError('git-too-old', 'this version of git is too old', 'Install git 2.31 or later.')

const notARepository = (dir: string, stderr: string) =>
  new UnitcostError(
    'not-a-repository',
    `${dir} is not a working tree of a git repository`,
    stderr.trim().split('\n', 1)[0] || 'Run this inside a clone, or name one with --repo DIR.',
  )
