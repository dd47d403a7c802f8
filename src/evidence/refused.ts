import { UnitcostError } from '../model/diagnostic.ts'

/** A file that cannot become evidence: the reason, and what to do about it. */
export const refused = (why: string, hint: string) => new UnitcostError('import-refused', why, hint)

/** Names come from a file: what would move a cursor or fill a screen is cut off before it is repeated. */
export const quoted = (text: unknown): string => {
  const shown = typeof text === 'string' ? text : (JSON.stringify(text) ?? 'nothing')
  const line = shown.slice(0, 80).replaceAll(/\p{C}/gu, '�')
  return `\`${line}${shown.length > 80 ? '…' : ''}\``
}
