/** Requests are foreign JSON: whatever is missing or of another type reads as empty, never as an error. */
export type Json = Readonly<Record<string, unknown>>

export const isRecord = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

export const recordOf = (value: unknown): Json => (isRecord(value) ? value : {})

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])

export const recordsOf = (value: unknown): readonly Json[] => listOf(value).filter(isRecord)

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '')

export const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null)

/** Clients write `inlineData` or `inline_data`: the first key that is there. */
export const firstOf = (record: Json, ...keys: readonly string[]): unknown =>
  record[keys.find(key => record[key] !== undefined && record[key] !== null) ?? '']

/** JSON text as a value; text that is none stays text. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Text stays as it is; all else is minified JSON. */
export const asText = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value ?? '') ?? '')

/** Characters of a base64 text, or of one that is described as `[blob 4481 bytes]`. */
export const opaqueLength = (text: string): number => {
  const bytes = /^\[[^\]]{0,80}?(\d{1,9}) bytes\]$/u.exec(text)?.[1]
  return bytes === undefined ? text.length : Math.ceil((Number(bytes) * 4) / 3)
}
