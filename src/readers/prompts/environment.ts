/** A value that is filled in at run time, and what it is when nothing is filled in. */
export type Placeholder = { readonly name: string; readonly fallback: string | null }

/** `${env:NAME}` and `${env:NAME:default}`; null for every other text. */
export function environmentOf(text: string): Placeholder | null {
  const [, name, fallback] = /^\$\{env:([\w.-]{1,100})(?::([^}]*))?\}$/i.exec(text.trim()) ?? []
  return name === undefined ? null : { name, fallback: fallback === undefined ? null : fallback }
}
