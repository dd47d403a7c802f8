import type { Diagnostic } from '../../../model/diagnostic.ts'
import type { CapacityFact } from '../../../model/fact.ts'
import type { Reading } from '../../reader.ts'
import { together } from '../count.ts'
import { ACCELERATOR } from '../pod-spec.ts'
import type { Setting } from '../setting.ts'
import { clusterOf } from './cluster.ts'
import { JOINED, kindOf } from './kinds.ts'
import { folderOf } from './manifest.ts'
import type { Manifest } from './manifest.ts'
import { orphansIn } from './orphans.ts'
import { labelsIn } from './pods.ts'

/** Objects that are applied together, and what is to be said if they take something. */
export type Group = { readonly manifests: readonly Manifest[]; readonly diagnostics: readonly Diagnostic[] }

type Found = { readonly manifest: Manifest; readonly fact: CapacityFact; readonly bareId: string }

/** @param plain objects of no overlay: their namespaces stand for all */
export function factsOf(plain: Group, overlays: readonly Group[]): Reading {
  const standing = namespacesIn(plain.manifests)
  const groups = [plain, ...overlays].map(group => ({ ...group, found: foundIn(group.manifests, standing) }))
  const manifests = groups.flatMap(group => group.manifests)
  const orphans = orphansIn(manifests).map(([manifest, fact]) => ({ manifest, fact, bareId: fact.id }))
  return {
    facts: distinct([...groups.flatMap(({ found }) => found), ...orphans]),
    diagnostics: [
      ...groups.flatMap(({ found, diagnostics }) => (found.length > 0 ? diagnostics : [])),
      ...saidOnce(manifests.filter(isUnread)),
    ],
  }
}

type Tags = CapacityFact['tags']

function foundIn(manifests: readonly Manifest[], standing: ReadonlyMap<string, Tags>): readonly Found[] {
  const cluster = clusterOf(manifests)
  const namespaces = new Map([...standing, ...namespacesIn(manifests)])
  return manifests.flatMap(manifest => {
    const inherited = namespaces.get(manifest.namespace ?? 'default') ?? {}
    const facts = kindOf(manifest)?.(manifest, cluster) ?? []
    return facts.map(fact => ({
      manifest,
      bareId: fact.id,
      fact: {
        ...fact,
        tags: { ...inherited, ...fact.tags },
        unresolved: together([fact.unresolved, manifest.patches === null ? 'it has too many patches' : null]),
      },
    }))
  })
}

const namespacesIn = (manifests: readonly Manifest[]) =>
  new Map(
    manifests
      .filter(({ kind }) => kind === 'Namespace')
      .map(({ name, value, labels }) => [name, { ...labelsIn(value), ...labels }] as const),
  )

/** The same object in several places: told apart by the folder, else the file. In one file the last one counts. */
function distinct(found: readonly Found[]): readonly CapacityFact[] {
  const byFolder = toldApart(found, ({ overlay, at }) => overlay ?? folderOf(at.path))
  const byFile = toldApart(byFolder, ({ at }) => at.path)
  return [...new Map(byFile.map(({ fact }) => [fact.id, fact])).values()]
}

function toldApart(found: readonly Found[], placeOf: (manifest: Manifest) => string): readonly Found[] {
  const places = new Map<string, Set<string>>()
  for (const { manifest, fact } of found)
    places.set(objectOf(fact), (places.get(objectOf(fact)) ?? new Set()).add(placeOf(manifest)))
  return found.map(each => {
    const place = placeOf(each.manifest)
    if ((places.get(objectOf(each.fact))?.size ?? 0) < 2 || place === '') return each
    return { ...each, fact: { ...each.fact, id: `${place}/${each.bareId}` } }
  })
}

/** Without the part inside it. */
const objectOf = ({ id }: CapacityFact): string => id.split('#', 1)[0] ?? id

/** A kind that is not known, and that asks for accelerators as containers do. */
const isUnread = (manifest: Manifest): boolean =>
  kindOf(manifest) === null && !JOINED.includes(manifest.kind) && asks(manifest.value, 0)

function asks(value: Setting, depth: number): boolean {
  if (depth > MAX_DEPTH) return false
  return [...value.entries(), ...value.items().map(item => ({ key: '', value: item }))].some(
    ({ key, value: below }) =>
      ((key === 'limits' || key === 'requests') &&
        below.entries().some(each => ACCELERATOR.test(each.key))) ||
      asks(below, depth + 1),
  )
}

/** Layers of an overlay read everything below them again. */
const MAX_DEPTH = 30

const saidOnce = (manifests: readonly Manifest[]): readonly Diagnostic[] =>
  [...new Map(manifests.map(manifest => [`${manifest.at.path} ${manifest.kind}`, manifest])).values()].map(
    ({ at, kind, group }) => ({
      code: 'not-analyzed-kind',
      severity: 'warning',
      message: `Not analyzed: ${kind} of ${group === '' ? 'the core' : group} asks for accelerators, and this kind is not known.`,
      hint: 'Commit the Deployments or Jobs that its controller makes, to have them read.',
      path: at.path,
      line: at.line,
    }),
  )
