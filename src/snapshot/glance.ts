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

const STAGED = ['diff', '--cached', '--name-only', '-z', '--no-renames', '--no-ext-diff', '--no-relative']
