/** Of the price book: the day that is priced and the newest date of its data. */
export type Edition = { readonly date: string; readonly asOf: string }

export const missing = (reason: string, suggestions: readonly string[] = []) => ({
  kind: 'missing' as const,
  reason,
  suggestions,
})
