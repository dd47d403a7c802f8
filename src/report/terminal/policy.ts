import { plural } from '../../words/numbers.ts'
import type { ReportOptions } from '../reporter.ts'
import type { Judged } from '../result.ts'
import { visibleLine } from '../visible.ts'
import { grid } from './grid.ts'
import { cell } from './paint.ts'
import { placeText } from './place.ts'
import { wrapped } from './screen.ts'

const MOST = 5

/** Whose policy judged, where that needs a word, and the edits to policy that this change makes. */
export function policyLines({ policy }: Judged, options: ReportOptions): readonly string[] {
  const { from, note, changes } = policy
  const origin = note === null ? [] : wrapped(`policy: ${visibleLine(note, 300)}`, options.width, 2)
  if (changes.length === 0) return origin
  const effect = from === 'base' ? 'not applied here, they hold once merged' : 'shown for the reviewer'
  const rows = changes
    .slice(0, MOST)
    .map(({ what, at }) => [cell(placeText(at), 'dim'), cell(visibleLine(what, 120))])
  const rest = changes.length > MOST ? [`    and ${plural(changes.length - MOST, 'more edit')}`] : []
  return [
    ...origin,
    `  policy changes (${effect})`,
    ...grid(rows, { ...options, indent: 4, align: 'sl' }),
    ...rest,
  ]
}
