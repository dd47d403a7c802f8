/** A part of the comment: whole or not at all. `text` null: nothing to say. */
export type Section = {
  readonly name: string
  readonly text: string | null
  /** 1 leaves first when the whole is too long; 0 never leaves. */
  readonly drop: number
}

/**
 * Sections joined to at most `limit` characters: whole sections leave in their order, and a line says which.
 * Should what must stay still be too long, the end is cut at a line.
 */
export function fit(sections: readonly Section[], limit: number): string {
  const present = sections.filter(({ text }) => text !== null)
  const order = present.filter(({ drop }) => drop > 0).toSorted((a, b) => a.drop - b.drop)
  for (let gone = 0; gone <= order.length; gone++) {
    const text = join(present, order.slice(0, gone))
    if (text.length <= limit) return text
  }
  return cut(join(present, order), limit)
}

function join(sections: readonly Section[], left: readonly Section[]): string {
  const texts = sections.filter(section => !left.includes(section)).map(({ text }) => text)
  const names = left.map(({ name }) => name).join(', ')
  const note = left.length > 0 ? [`<sub>Left out, because this text would be too long: ${names}.</sub>`] : []
  return `${[...texts, ...note].join('\n\n')}\n`
}

function cut(text: string, limit: number): string {
  const end = text.lastIndexOf('\n', limit - 2)
  return `${text.slice(0, end > 0 ? end : Math.max(0, limit - 1)).trimEnd()}\n`.slice(0, limit)
}
