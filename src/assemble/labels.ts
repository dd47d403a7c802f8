import type { CallFact } from '../model/fact.ts'

/**
 * Labels that all of these calls send. Null where no code of the tree makes them: workflows and prompt files do not
 * say what is sent along, so nothing is known to be missing.
 */
export function sentLabels(calls: readonly CallFact[]): readonly string[] | null {
  const [first, ...others] = calls.filter(({ at }) => CODE.test(at.path))
  if (first === undefined) return null
  return Object.keys(first.metadata)
    .filter(label => others.every(({ metadata }) => Object.hasOwn(metadata, label)))
    .toSorted()
}

const CODE = /\.(?:py|[cm]?[jt]sx?)$/u
