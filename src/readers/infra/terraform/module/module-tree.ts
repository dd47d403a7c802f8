import { posix } from 'node:path'
import { groupBy } from '../../../../model/group-by.ts'
import type { Declared, ParsedFile } from './source-file.ts'
import { attributeOf, folderOf, isVariablesFile } from './source-file.ts'
import { moduleSource, type ModuleSource } from './module-source.ts'

/** All folders with Terraform files, and their variable files. */
export type ModuleTree = {
  readonly folders: ReadonlyMap<string, ModuleSource>
  readonly variableFiles: ReadonlyMap<string, ParsedFile>
}

export function moduleTree(files: readonly ParsedFile[]): ModuleTree {
  const code = inOrder(files.filter(({ path }) => !isVariablesFile(path)))
  const byFolder = groupBy(code, ({ path }) => folderOf(path))
  return {
    folders: new Map([...byFolder].map(([folder, own]) => [folder, moduleSource(folder, own)])),
    variableFiles: new Map(files.filter(({ path }) => isVariablesFile(path)).map(file => [file.path, file])),
  }
}

/** OpenTofu prefers `gpu.tofu` to `gpu.tf`. Override files come last. */
function inOrder(files: readonly ParsedFile[]): readonly ParsedFile[] {
  const paths = new Set(files.map(({ path }) => path))
  const used = files.filter(
    ({ path }) => !paths.has(path.replace(/\.tf(?=$|\.json$)/, '.tofu')) || path.includes('.tofu'),
  )
  const isOverride = ({ path }: ParsedFile) => /(?:^|\/|_)override\.(?:tf|tofu)(?:\.json)?$/.test(path)
  return [...used.filter(file => !isOverride(file)), ...used.filter(isOverride)]
}

/** The text of `source`; null where it is not plain. */
export function sourceOf({ block }: Declared): string | null {
  const source = attributeOf(block.body, 'source')?.value
  return source?.kind === 'literal' && typeof source.value === 'string' ? source.value : null
}

/** The folder of the tree that a module call names; null for everything that comes from elsewhere. */
export function calledFolder(folder: string, call: Declared): string | null {
  const source = sourceOf(call)
  if (source === null || !/^\.\.?(?:\/|$)/.test(source)) return null
  const path = posix.join(folder, source).replace(/\/$/, '')
  return path === '.' ? '' : path
}

/**
 * Folders that somebody runs: those that no module call of the tree names, those that keep a state of their own,
 * and those that unitcost.yml names.
 */
export function rootsOf({ folders }: ModuleTree, named: ReadonlySet<string>): readonly ModuleSource[] {
  const called = new Set(
    [...folders.values()].flatMap(({ folder, calls }) =>
      [...calls.values()].map(call => calledFolder(folder, call)),
    ),
  )
  return [...folders.values()].filter(
    ({ folder, hasBackend }) => !called.has(folder) || hasBackend || named.has(folder),
  )
}

/** A root and all folders that it calls. */
export function reachableFrom(tree: ModuleTree, root: ModuleSource): readonly ModuleSource[] {
  const reached = new Set([root])
  for (const module of reached)
    for (const call of module.calls.values()) {
      const called = tree.folders.get(calledFolder(module.folder, call) ?? '/')
      if (called !== undefined) reached.add(called)
    }
  return [...reached]
}
