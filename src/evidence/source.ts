/** A file to import. Its size was checked; nothing of it was trusted. */
export type Source = {
  /** As whoever named it wrote it: for messages. */
  readonly name: string
  /** Its first bytes as text, enough to tell what it is. */
  readonly head: string
  /** All of it as text, from the start, every time it is asked for. */
  readonly text: () => AsyncIterable<string>
}

/** Characters of the head that decide what a file is. */
export const HEAD = 64 * 1024
