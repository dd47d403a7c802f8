import { existsSync, lstatSync, symlinkSync, unlinkSync } from 'node:fs'
import { join } from 'node:path'
import type { Repository } from '../snapshot/change.ts'
import { ask } from '../snapshot/git.ts'

/**
 * Checks a commit out beside the user's tree, which is not touched, for as long as `use` takes. Packages are those
 * that are installed now: base's own are not.
 * @param folder does not exist yet
 */
export async function withWorktree<Found>(
  { git, root }: Repository,
  { commit, folder }: { readonly commit: string; readonly folder: string },
  use: (dir: string) => Promise<Found>,
): Promise<Found> {
  const installed = join(root, 'node_modules')
  const link = join(folder, 'node_modules')
  await ask(git, ['worktree', 'add', '--detach', '--force', folder, commit])
  try {
    if (existsSync(installed) && !existsSync(link)) symlinkSync(installed, link, 'junction')
    return await use(folder)
  } finally {
    if (lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() === true) unlinkSync(link)
    await git(['worktree', 'remove', '--force', folder])
  }
}
