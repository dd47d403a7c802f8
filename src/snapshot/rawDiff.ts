import { ask } from './git.ts'
import { parseRawDiff, type PathChange } from './listing.ts'
import type { Repository } from './repository.ts'

/**
 * What changed from a commit (null: from nothing) to another commit, the index, or the working tree:
 * one git process, whatever the number of files. https://git-scm.com/docs/git-diff
 */
export async function rawDiff(
  repository: Repository,
  from: string | null,
  to: readonly [string] | readonly ['--cached'] | readonly [],
): Promise<readonly PathChange[]> {
  const range = [from ?? EMPTY_TREE[repository.objectFormat], ...to, '--']
  const { git, partial, mayFetch } = repository
  const output = ask(git, [...DIFF, '-M', ...range], { network: partial && mayFetch })
  // To see that an edited file moved, git needs contents; a partial clone may not have them.
  return parseRawDiff(await (partial ? output.catch(() => ask(git, [...DIFF, '-M100%', ...range])) : output))
}

const DIFF = [
  'diff',
  '--raw',
  '-z',
  '--no-abbrev',
  '--no-ext-diff',
  '--no-textconv',
  '--no-color',
  '--no-relative',
  // Looking into a submodule would run git with the submodule's configuration.
  '--ignore-submodules=dirty',
  '-O/dev/null',
  '-l1000',
]

/** Known to git without being stored. */
const EMPTY_TREE = {
  sha1: '4b825dc642cb6eb9a060e54bf8d69288fbee4904',
  sha256: '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321',
} as const
