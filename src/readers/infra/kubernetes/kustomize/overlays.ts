import type { Diagnostic } from '../../../../model/diagnostic.ts'
import { settingOf } from '../../setting.ts'
import type { Layer } from '../../setting.ts'
import { folderOf, manifestsIn } from '../manifest.ts'
import type { Manifest } from '../manifest.ts'
import { kustomizationOf, resolved } from './kustomization.ts'
import type { Kustomization } from './kustomization.ts'
import { notAnalyzed } from './not-analyzed.ts'
import { patchesIn } from './patches.ts'
import { transformed } from './transforms.ts'

/** Documents of a file of the tree; none where it is no file of this project. */
export type Documents = (path: string) => readonly Layer[]

export type Overlays = {
  /** The objects of each overlay that no other one uses, and what of it is not analyzed. */
  readonly groups: readonly {
    readonly manifests: readonly Manifest[]
    readonly diagnostics: readonly Diagnostic[]
  }[]
  /** Files whose objects an overlay yields, and patches: they are nothing by themselves. */
  readonly used: ReadonlySet<string>
  /** What stops the building of an overlay. */
  readonly diagnostics: readonly Diagnostic[]
}

type Sources = {
  /** Paths of kustomization files. */
  readonly paths: readonly string[]
  readonly has: (path: string) => boolean
  readonly documents: Documents
  /** Whether a file may take accelerators: overlays without any are not built. */
  readonly matters: (path: string) => boolean
}

/** An overlay over bases of the tree stands for them: it is counted, and they are not. */
export function overlaysOf({ paths, has, documents, matters }: Sources): Overlays {
  const folders = new Set(paths.map(folderOf))
  const all = new Map(
    paths.flatMap(path => {
      const [document] = documents(path)
      if (document === undefined) return []
      return [
        [folderOf(path), kustomizationOf(folderOf(path), settingOf([document]), { folders, has })],
      ] as const
    }),
  )
  const referred = new Set([...all.values()].flatMap(each => [...each.resources, ...each.components]))
  const roots = [...all.values()].filter(({ folder, isComponent }) => !isComponent && !referred.has(folder))
  const built = roots.filter(root => [...filesBelow(root, all)].some(matters))
  const groups = built.map(root => {
    const left = { objects: MAX_OBJECTS }
    const manifests = objectsOf(root, [], { all, documents, left })
    return {
      manifests: manifests.map(manifest => ({ ...manifest, overlay: root.folder })),
      diagnostics: notAnalyzed(root, partsOf(root, all)),
      problems: left.objects > 0 ? [] : [tooLarge(root)],
    }
  })
  return {
    groups,
    // Bases that only use each other are no overlay: their files stand for themselves.
    used: new Set([
      ...roots.flatMap(root => [...partsOf(root, all)].flatMap(({ resources }) => resources)),
      ...[...all.values()].flatMap(({ patches }) => patches),
    ]),
    diagnostics: groups.flatMap(({ problems }) => problems),
  }
}

/** Overlays may use one base many times, each time doubled: beyond this nothing is added. */
const MAX_OBJECTS = 20_000
const MAX_DEPTH = 20

const tooLarge = ({ at }: Kustomization): Diagnostic => ({
  code: 'not-analyzed-kustomize',
  severity: 'warning',
  message: `This overlay has more than ${MAX_OBJECTS.toLocaleString('en-US')} objects or ${MAX_DEPTH} levels: the others are not analyzed.`,
  hint: 'Split it, or let it use each base once.',
  path: at.path,
  line: at.line,
})

type All = ReadonlyMap<string, Kustomization>

/** The overlay with everything that it is made of. */
function partsOf(root: Kustomization, all: All): ReadonlySet<Kustomization> {
  const found = new Set([root])
  for (const each of found)
    for (const folder of [...each.resources, ...each.components]) {
      const part = all.get(folder)
      if (part !== undefined) found.add(part)
    }
  return found
}

const filesBelow = (root: Kustomization, all: All): ReadonlySet<string> =>
  new Set(
    [...partsOf(root, all)].flatMap(({ at, resources, patches }) => [at.path, ...resources, ...patches]),
  )

type Building = {
  readonly all: All
  readonly documents: Documents
  /** Shared by the whole building of one overlay. */
  readonly left: { objects: number }
  readonly depth?: number
}

function objectsOf(from: Kustomization, given: readonly Manifest[], building: Building): readonly Manifest[] {
  const { all, documents, left, depth = 0 } = building
  if (depth > MAX_DEPTH) left.objects = 0
  if (left.objects <= 0) return given
  const below = { ...building, depth: depth + 1 }
  const own = from.resources.flatMap(path => {
    const base = all.get(path)
    return base === undefined ? documents(path).flatMap(manifestsIn) : objectsOf(base, [], below)
  })
  left.objects -= own.length + 1
  const components = from.components.flatMap(folder => all.get(folder) ?? [])
  const composed = components.reduce<readonly Manifest[]>(
    (objects, component) => objectsOf(component, objects, below),
    [...given, ...own],
  )
  const read = (written: string) => {
    const path = resolved(from.folder, written)
    return path === null ? [] : documents(path)
  }
  const patches = patchesIn(from.value, read)
  const patched = composed.flatMap(manifest => {
    const result = patches.reduce<Manifest | null>((each, patch) => each && patch(each), manifest)
    return result === null ? [] : [result]
  })
  return transformed(from.value, patched)
}
