/** Takes a piece of the stream, of any size; false: a line is too long, and the rest is not to be trusted. */
export type Splitter = {
  readonly take: (text: string) => boolean
  /** The stream ended: an event without its empty line still counts. */
  readonly end: () => void
}

const LONGEST_LINE = 1_000_000

/**
 * Calls `onData` with what each event carries. Comments, ids and event names are left out.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export function sseSplitter(onData: (payload: string) => void): Splitter {
  let begun: string[] = []
  let size = 0
  let payload: string[] = []
  const dispatch = () => {
    if (payload.length > 0) onData(payload.join('\n'))
    payload = []
  }
  const line = (text: string) => {
    if (text === '') dispatch()
    else if (text.startsWith('data:')) payload.push(text.slice(text[5] === ' ' ? 6 : 5))
  }
  const take = (text: string) => {
    const lines = text.split('\n')
    const rest = lines.pop() ?? ''
    for (const one of lines) {
      const whole = begun.length === 0 ? one : begun.join('') + one
      begun = []
      size = 0
      line(whole.endsWith('\r') ? whole.slice(0, -1) : whole)
    }
    if (rest !== '') begun.push(rest)
    size += rest.length
    return size <= LONGEST_LINE && payload.length < LONGEST_LINE
  }
  const end = () => {
    line(begun.join('').replace(/\r$/, ''))
    dispatch()
  }
  return { take, end }
}
