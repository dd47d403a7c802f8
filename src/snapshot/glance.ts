import { forDirectory, gitEnvironment, type Environment } from './environment.ts'
import { gitIn } from './git.ts'

export type Glance = {
  /** Paths that the next commit adds, changes or deletes; a moved file counts twice. */
  readonly paths: readonly string[]
  /** The staged text of the file that was asked for; null where there is none. */
  readonly text: string | null
}

/**
 * What is staged, before anything else is known about the repository: two git processes at once, nothing else.
 * Null when git says no: opening the repository then says why.
 */
export async function glanceAtIndex(dir: string, file: string, env: Environment): Promise<Glance | null> {
  const git = gitIn(dir, gitEnvironment(forDirectory(dir, env)))
  const [names, content] = await Promise.all([git(STAGED), git(['cat-file', 'blob', `:${file}`])])
  if (names.code !== 0) return null
  const paths = names.stdout.toString().split('\0')
  return {
    paths: paths.filter(path => path !== ''),
    text: content.code === 0 ? content.stdout.toString() : null,
  }
}

/**
 * Which of some paths hold a text that matches, in the index or in HEAD. One git process for each, and none for
 * no paths. Null when git says no.
 * @param pattern a POSIX extended regular expression
 */
export async function pathsMatching(
  dir: string,
  { paths, pattern }: { readonly paths: readonly string[]; readonly pattern: string },
  env: Environment,
): Promise<readonly string[] | null> {
  if (paths.length === 0) return []
  const git = gitIn(dir, gitEnvironment(forDirectory(dir, env)))
  const literal = paths.map(path => `:(top,literal)${path}`)
  const grep = (where: readonly string[]) =>
    git(['grep', '--name-only', '-z', '-E', '-e', pattern, ...where, '--', ...literal])
  const [index, head] = await Promise.all([grep(['--cached']), grep(['HEAD'])])
  // 1 is "nothing matches"; before the first commit there is no HEAD to look at.
  if (index.code > 1) return null
  const names = [index, ...(head.code > 1 ? [] : [head])].flatMap(({ stdout }) =>
    stdout.toString().split('\0'),
  )
  return [...new Set(names.filter(name => name !== '').map(name => name.replace(/^HEAD:/u, '')))]
}

const STAGED = ['diff', '--cached', '--name-only', '-z', '--no-renames', '--no-ext-diff', '--no-relative']
