import { posix } from 'node:path'
import type { ProjectSetup } from '../../reader.ts'

/** One way to deploy a template: the parameter files that are passed, the last one wins. */
export type Deployment = { readonly environment: string | null; readonly files: readonly string[] }

/** What unitcost.yml says about a template; else with the file that convention puts beside it, or with none. */
export function deploymentsOf(
  path: string,
  { variables }: ProjectSetup,
  conventional: readonly string[],
): readonly Deployment[] {
  const stated = variables
    .filter(({ root }) => posix.normalize(root) === path)
    .map(({ environment, files }) => ({ environment, files: files.map(file => posix.normalize(file)) }))
  return stated.length > 0 ? stated : [{ environment: null, files: conventional }]
}
