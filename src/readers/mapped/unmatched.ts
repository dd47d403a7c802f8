import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Place } from '../../model/evidence.ts'
import type { Mapping } from '../../model/mapping.ts'
import { mappedReader } from './mapped.ts'

/** Mappings that no file of the tree fits: a misspelled path would look like an empty one. */
export function unmatchedMappings(
  mappings: readonly Mapping[],
  paths: readonly string[],
  placeOf: (index: number) => Place,
): readonly Diagnostic[] {
  return mappings.flatMap((mapping, index) => {
    const { sniff } = mappedReader([mapping])
    if (paths.some(path => sniff({ path, text: '' }))) return []
    return {
      code: 'mapping-without-file',
      severity: 'warning',
      message: `Mapping ${index + 1} fits no file of this tree.`,
      hint: 'Correct `files`: paths count from the root of the repository, and letters differ in case.',
      ...placeOf(index),
    }
  })
}
