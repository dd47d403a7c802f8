/**
 * A tree at one revision. Listing is cheap and complete; content is fetched only for the paths asked for,
 * and never outside the tree: symbolic links, submodules and LFS pointers are named, not followed.
 */
export type Tree = {
  /** What people call it: a short commit id, `index`, `working tree`, a folder. */
  readonly label: string
  /** The commit id, or null for what has none (index, working tree, directory, memory). */
  readonly revision: string | null
  /** Every entry by path, `/` as separator, sorted by path. */
  readonly entries: ReadonlyMap<string, Entry>
  /** Contents in one go. A path that is not in the tree is missing from the answer. */
  readonly read: (paths: readonly string[]) => Promise<ReadonlyMap<string, Content>>
}

export type Entry = {
  readonly kind: 'file' | 'symlink' | 'submodule'
  /** Identity of the content: equal keys mean equal bytes. Git object id where git has one. */
  readonly key: string
}

export type Content =
  /** LF line ends, no byte order mark. */
  | { readonly kind: 'text'; readonly text: string }
  /** Why there is no text: it is said to the user, never taken for an empty file. */
  | {
      readonly kind: 'skipped'
      readonly why: 'binary' | 'too-large' | 'symlink' | 'submodule' | 'lfs-pointer' | 'unreadable'
    }

/** Two trees to compare. */
export type Change = {
  readonly base: Tree
  readonly head: Tree
  /** head path → base path, for files that git recognizes as moved. */
  readonly renames: ReadonlyMap<string, string>
  /** ISO date (YYYY-MM-DD) of HEAD's commit: prices of both sides are taken at this day. Null outside git. */
  readonly date: string | null
}
