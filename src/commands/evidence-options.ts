import { isPending, PENDING, type Pending } from '../model/pending.ts'
import { usage } from './options.ts'

export const EVIDENCE_HELP = `Evidence that is not in the repository:
  --evidence PATH    a folder or file of measurements, for head; may be repeated
  --pending KIND     benchmark or eval: its job is still running; may be repeated
`

/**
 * What is still being measured.
 * @throws UnitcostError `usage`
 */
export function pendingOf(names: readonly string[]): readonly Pending[] {
  const unknown = names.find(name => !isPending(name))
  if (unknown !== undefined)
    throw usage(`nothing called \`${unknown.slice(0, 40)}\` is measured`, `Write ${PENDING.join(' or ')}.`)
  return names.filter(isPending)
}
