import { ask, type Git } from './git.ts'
import { refuseToFetch, type FetchObjects } from './objects.ts'

type Promised = { readonly git: Git; readonly remote: string | null; readonly mayFetch: boolean }

const FETCH = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head', '--recurse-submodules=no']

/**
 * All missing objects of a partial clone in one fetch; left alone, git makes one a file.
 * https://git-scm.com/docs/partial-clone
 */
export function promisedObjects({ git, remote, mayFetch }: Promised): FetchObjects {
  if (!mayFetch || remote === null) return refuseToFetch
  const args = ['-c', 'fetch.negotiationAlgorithm=noop', ...FETCH, '--filter=blob:none', '--stdin', remote]
  return async ids => {
    await ask(git, args, { stdin: ids.map(id => `${id}\n`).join(''), network: true })
  }
}

/** History further back: `--deepen=50`, `--unshallow`, `--depth=1`. Commits are fetched by id. */
export async function fetchHistory(
  { git, remote }: { readonly git: Git; readonly remote: string },
  { depth, commits }: { readonly depth: readonly string[]; readonly commits: readonly string[] },
): Promise<boolean> {
  const { code } = await git([...FETCH, ...depth, remote, ...commits], { network: true })
  return code === 0
}
