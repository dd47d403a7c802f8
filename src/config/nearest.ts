/** What somebody who wrote `written` probably meant, or null. About a third of the letters may differ. */
export function nearest(written: string, known: readonly string[]): string | null {
  const allowed = Math.ceil(written.length / 3)
  const candidates = written.length > 100 ? [] : known.filter(word => word.length <= 100)
  const [best] = candidates
    .map(word => ({ word, edits: edits(written.toLowerCase(), word.toLowerCase()) }))
    .filter(({ edits }) => edits <= allowed)
    .toSorted((a, b) => a.edits - b.edits)
  return best?.word ?? null
}

/** `Did you mean …?`, or else what there is. */
export function didYouMean(written: string, known: readonly string[], what: string): string {
  const meant = nearest(written, known)
  if (meant !== null) return `Did you mean \`${meant}\`?`
  if (known.length === 0) return `There are no ${what}.`
  const rest = known.length > 12 ? `, and ${known.length - 12} more` : ''
  return `Known ${what}: ${known.slice(0, 12).join(', ')}${rest}.`
}

/** Levenshtein distance: letters to add, remove or replace. */
function edits(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (const [row, letter] of [...a].entries()) {
    const current = [row + 1]
    for (let column = 1; column <= b.length; column++) {
      const replaced = (above[column - 1] ?? 0) + (letter === b[column - 1] ? 0 : 1)
      current.push(Math.min((above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, replaced))
    }
    above = current
  }
  return above[b.length] ?? 0
}
