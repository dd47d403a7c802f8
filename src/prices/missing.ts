/** Of the price book: the day that is priced and the newest date of its data. */
export type Edition = { readonly date: string; readonly asOf: string }

export const missing = (reason: string, suggestions: readonly string[] = []) => ({
  kind: 'missing' as const,
  reason,
  suggestions,
})

/** Why something has no price, for people, in one clause: `no price for openai/gpt5 (did you mean openai/gpt-5?)` */
export function whyMissing(lookup: {
  readonly reason: string
  readonly suggestions: readonly string[]
}): string {
  const [first, ...others] = lookup.suggestions
  if (first === undefined) return lookup.reason
  const last = others.pop()
  const named = last === undefined ? first : `${[first, ...others].join(', ')} or ${last}`
  return `${lookup.reason} (did you mean ${named}?)`
}
