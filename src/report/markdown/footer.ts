import type { Side } from '../result.ts'
import { code, prose } from './escape.ts'
import type { Page } from './page.ts'

/** How to get the same numbers at home, of what date the prices are, and what was compared. */
export function footer({ result, reproduce: typed }: Page): string {
  const command = typed ?? reproduce(result.base, result.head)
  const parts = [
    command === null ? null : `${code(command)} gives the same numbers`,
    `prices as of ${prose(result.prices.as_of, 20)}`,
    `${code(result.base.label, 40)} → ${code(result.head.label, 40)}`,
  ]
  return `<sub>${parts.filter(part => part !== null).join(' · ')}</sub>`
}

/** Null where a name could do something else in a shell: people paste this. */
function reproduce(base: Side, head: Side): string | null {
  const from = revision(base)
  if (from === null) return null
  if (head.label === 'working tree') return `npx unitcost diff ${from}`
  if (head.label === 'index') return 'npx unitcost check --staged'
  const to = revision(head)
  return to === null ? null : `npx unitcost diff ${from} ${to}`
}

function revision({ revision, label }: Side): string | null {
  if (revision !== null && /^[0-9a-f]{7,64}$/.test(revision)) return revision.slice(0, 12)
  return /^[A-Za-z0-9_][\w./-]*$/.test(label) ? label : null
}
