import { evalEvidenceOf, evidenceText } from '../../evidence/index.ts'
import type { EvalEvidence } from '../../model/eval-evidence.ts'
import { UnitcostError } from '../../model/diagnostic.ts'
import { opened } from '../import/open-file.ts'

/** Results of promptfoo as evidence of no commit in particular. @throws UnitcostError `import`, `import-refused` */
export async function condensed(results: string, suite: string): Promise<string> {
  const { source, kind } = opened(results, { cwd: '/', maxSize: MOST_BYTES })
  if (kind.family !== 'eval')
    throw new UnitcostError(
      'eval-results',
      `promptfoo did not write results of ${suite}`,
      'Run promptfoo eval yourself, and look at what it writes with -o results.json.',
    )
  return evidenceText(evalEvidenceOf(await kind.read(source), { commit: null, suite }))
}

const MOST_BYTES = 512 * 1024 * 1024

/** Evidence that we wrote ourselves, as of a commit. */
export const stamped = (evidence: string, commit: string | null): string =>
  evidenceText({ ...evidenceOf(evidence), commit })

/** Only for what `condensed` wrote: it was validated then. */
export const evidenceOf = (text: string): EvalEvidence => JSON.parse(text)

export type Passed = { readonly passed: number; readonly failed: number; readonly errors: number }

/** Of all prompts and providers of the suite. */
export function totalsOf(evidence: string): Passed {
  const { results } = evidenceOf(evidence)
  const sum = (key: keyof Passed) => results.reduce((total, result) => total + result[key], 0)
  return { passed: sum('passed'), failed: sum('failed'), errors: sum('errors') }
}
