import { quoted, refused } from '../refused.ts'

export type Found = { readonly path: string; readonly value: unknown; readonly line: number }

/** Where a scan is. It changes with every character: this is the inner loop over gigabytes. */
export type Cursor = {
  readonly wanted: ReadonlySet<string>
  /** Depth of the deepest wanted path: below it nothing is compared. */
  readonly deepest: number
  readonly frames: Frame[]
  inString: boolean
  isEscaped: boolean
  inScalar: boolean
  line: number
  /** The text of a key or of a wanted value, as far as it was seen. */
  recording: Recording | null
  readonly found: Found[]
}

type Frame = { readonly kind: 'object' | 'array'; readonly path: string; key: string; expectsKey: boolean }

type Recording = {
  /** Null: a key. */
  readonly path: string | null
  readonly depth: number
  readonly line: number
  readonly pieces: string[]
  size: number
  from: number
}

const DEEPEST_NESTING = 200
const LONGEST_KEY = 64 * 1024
const LARGEST_VALUE = 16 * 1024 * 1024

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a]
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d]
const [BLANK, TAB, LINE_FEED, RETURN] = [0x20, 0x09, 0x0a, 0x0d]

export function scan(chunk: string, cursor: Cursor): void {
  let at = 0
  while (at < chunk.length) {
    if (cursor.inString) {
      at = endOfString(chunk, at, cursor)
      if (at < chunk.length) closeString(chunk, at, cursor)
    } else step(chunk, at, cursor)
    at += 1
  }
  keep(chunk, chunk.length, cursor.recording)
  if (cursor.recording !== null) cursor.recording.from = 0
}

/** Index of the quote that ends the string, or the end of the chunk. */
function endOfString(chunk: string, from: number, cursor: Cursor): number {
  let at = cursor.isEscaped ? from + 1 : from
  cursor.isEscaped = false
  for (; at < chunk.length; at += 1) {
    const code = chunk.charCodeAt(at)
    if (code === QUOTE) return at
    if (code === BACKSLASH) at += 1
  }
  cursor.isEscaped = at > chunk.length
  return chunk.length
}

function closeString(chunk: string, at: number, cursor: Cursor): void {
  cursor.inString = false
  const { recording } = cursor
  const frame = cursor.frames.at(-1)
  if (recording?.path === null && frame !== undefined) {
    frame.key = String(parsed(chunk, at + 1, recording))
    frame.expectsKey = false
    cursor.recording = null
  } else endValue(chunk, at + 1, cursor)
}

function step(chunk: string, at: number, cursor: Cursor): void {
  switch (chunk.charCodeAt(at)) {
    case QUOTE:
      openString(at, cursor)
      break
    case OPEN_OBJECT:
      openFrame('object', at, cursor)
      break
    case OPEN_ARRAY:
      openFrame('array', at, cursor)
      break
    case CLOSE_OBJECT:
    case CLOSE_ARRAY:
      closeFrame(chunk, at, cursor)
      break
    case COMMA:
      endScalar(chunk, at, cursor)
      nextMember(cursor)
      break
    default:
      other(chunk, at, cursor)
  }
}

function other(chunk: string, at: number, cursor: Cursor): void {
  const code = chunk.charCodeAt(at)
  if (code === COLON) return
  if (code === BLANK || code === TAB || code === LINE_FEED || code === RETURN) {
    endScalar(chunk, at, cursor)
    if (code === LINE_FEED) cursor.line += 1
  } else if (!cursor.inScalar) {
    cursor.inScalar = true
    startValue(at, cursor)
  }
}

function openString(at: number, cursor: Cursor): void {
  cursor.inString = true
  const isKey = cursor.recording === null && cursor.frames.at(-1)?.expectsKey === true
  if (isKey) cursor.recording = { path: null, depth: 0, line: cursor.line, pieces: [], size: 0, from: at }
  else startValue(at, cursor)
}

function openFrame(kind: Frame['kind'], at: number, cursor: Cursor): void {
  startValue(at, cursor)
  if (cursor.frames.length >= DEEPEST_NESTING)
    throw refused(
      `line ${cursor.line} is nested deeper than ${DEEPEST_NESTING} levels`,
      'No tool writes results like that: look at who wrote this file.',
    )
  const path = cursor.recording === null ? pathHere(cursor) : ''
  cursor.frames.push({ kind, path, key: '', expectsKey: kind === 'object' })
}

function closeFrame(chunk: string, at: number, cursor: Cursor): void {
  endScalar(chunk, at, cursor)
  const kind = chunk.charCodeAt(at) === CLOSE_OBJECT ? 'object' : 'array'
  if (cursor.frames.pop()?.kind !== kind) throw noJson(cursor.line, chunk.slice(at, at + 1))
  endValue(chunk, at + 1, cursor)
}

function nextMember({ frames }: Cursor): void {
  const frame = frames.at(-1)
  if (frame?.kind === 'object') frame.expectsKey = true
}

function pathHere({ frames, deepest }: Cursor): string {
  const frame = frames.at(-1)
  if (frame === undefined) return ''
  if (frames.length > deepest) return TOO_DEEP
  const name = frame.kind === 'array' ? '*' : frame.key
  return frame.path === '' ? name : `${frame.path}.${name}`
}

/** No path of a file: keys may hold everything, but this has no wanted path either. */
const TOO_DEEP = '\0'

function startValue(at: number, cursor: Cursor): void {
  if (cursor.recording !== null || cursor.frames.length > cursor.deepest) return
  const path = pathHere(cursor)
  if (!cursor.wanted.has(path)) return
  const { line, frames } = cursor
  cursor.recording = { path, depth: frames.length, line, pieces: [], size: 0, from: at }
}

function endScalar(chunk: string, at: number, cursor: Cursor): void {
  if (!cursor.inScalar) return
  cursor.inScalar = false
  endValue(chunk, at, cursor)
}

function endValue(chunk: string, end: number, cursor: Cursor): void {
  const { recording } = cursor
  if (recording === null || recording.path === null || recording.depth !== cursor.frames.length) return
  const { path, line } = recording
  cursor.recording = null
  cursor.found.push({ path, line, value: parsed(chunk, end, recording) })
}

function parsed(chunk: string, end: number, recording: Recording): unknown {
  keep(chunk, end, recording)
  try {
    return JSON.parse(recording.pieces.join(''))
  } catch {
    throw noJson(recording.line, recording.pieces.join('').slice(0, 60))
  }
}

function keep(chunk: string, end: number, recording: Recording | null): void {
  if (recording === null) return
  recording.pieces.push(chunk.slice(recording.from, end))
  recording.size += end - recording.from
  const most = recording.path === null ? LONGEST_KEY : LARGEST_VALUE
  if (recording.size > most)
    throw refused(
      `${recording.path === null ? 'a key' : 'one row'} in line ${recording.line} is longer than ${most} characters`,
      'No tool writes results like that: look at who wrote this file.',
    )
}

const noJson = (line: number, text: string) =>
  refused(
    `line ${line} is not JSON (at ${quoted(text)}); NaN and Infinity are no numbers of JSON either`,
    'Write the file again with the tool that made it.',
  )
