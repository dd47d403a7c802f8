/** A field of parsed JSON; undefined where there is none. Only own fields, whatever their name. */
export const field = (json: unknown, name: string): unknown =>
  typeof json === 'object' && json !== null && Object.hasOwn(json, name)
    ? Object.getOwnPropertyDescriptor(json, name)?.value
    : undefined

export const fields = (json: unknown): readonly (readonly [string, unknown])[] =>
  typeof json === 'object' && json !== null && !Array.isArray(json) ? Object.entries(json) : []

export const list = (json: unknown): readonly unknown[] => (Array.isArray(json) ? json : [])

export const textIn = (json: unknown, name: string): string => {
  const value = field(json, name)
  return typeof value === 'string' ? value : ''
}
