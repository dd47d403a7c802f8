import type { Place } from '../../../../model/evidence.ts'
import type { Setting } from '../../setting.ts'
import { patchFilesIn } from './patches.ts'

/** One kustomization file, with what it is made of. */
export type Kustomization = {
  readonly folder: string
  readonly at: Place
  readonly value: Setting
  readonly isComponent: boolean
  /** Paths of the tree: folders with a kustomization, and files. */
  readonly resources: readonly string[]
  readonly components: readonly string[]
  readonly patches: readonly string[]
  /** As written: what lies outside of the tree, and folders without a kustomization. Other files take nothing. */
  readonly remote: readonly string[]
}

export const isKustomization = (path: string): boolean => /(?:^|\/)kustomization\.ya?ml$/.test(path)

type Tree = { readonly folders: ReadonlySet<string>; readonly has: (path: string) => boolean }

/** https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/ */
export function kustomizationOf(folder: string, value: Setting, { folders, has }: Tree): Kustomization {
  const listed = (key: string) =>
    value
      .get(key)
      .items()
      .flatMap(item => item.text() ?? [])
  const resources = [...listed('resources'), ...listed('bases')]
  const components = listed('components')
  const isHere = (written: string) => {
    const path = resolved(folder, written)
    return path !== null && (folders.has(path) || has(path))
  }
  const here = (all: readonly string[]) =>
    all.filter(isHere).flatMap(written => resolved(folder, written) ?? [])
  return {
    folder,
    at: value.at,
    value,
    isComponent: value.get('kind').text() === 'Component',
    resources: here(resources),
    components: here(components),
    patches: here(patchFilesIn(value)),
    remote: [...resources, ...components].filter(
      written =>
        resolved(folder, written) === null || (!isHere(written) && !/\.(?:ya?ml|json)$/.test(written)),
    ),
  }
}

/** A path of the tree; null: it lies outside, or is no path. */
export function resolved(folder: string, written: string): string | null {
  if (/^(?:\/|[a-z+]{1,10}:\/\/|git@|github\.com\/)|\?ref=/.test(written)) return null
  const parts: string[] = folder === '' ? [] : folder.split('/')
  for (const part of written.split('/')) {
    if (part === '' || part === '.') continue
    if (part !== '..') parts.push(part)
    else if (parts.pop() === undefined) return null
  }
  return parts.join('/')
}
