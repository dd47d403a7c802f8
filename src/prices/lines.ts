type Frame = { readonly array: boolean; at: string | number; keyNext: boolean }

/** Deeper places share the line of what they are in. */
const DEEPEST = 3

/**
 * The line of every key and array element of a valid JSON text, three levels deep: `prices.0.model` → 4.
 * `JSON.parse` forgets lines, and people want to be told where. One pass, whatever the nesting.
 */
export function jsonLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>()
  const frames: Frame[] = []
  let line = 1
  for (const [token] of text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],\n]/g)) {
    if (token === '\n') line += 1
    else if (step(frames, token) && frames.length <= DEEPEST) noteFirst(lines, pathOf(frames), line)
    if (token === '{' || token === '[') frames.push({ array: token === '[', at: 0, keyNext: token === '{' })
  }
  return lines
}

/** Moves the innermost place on by one token; true when a key or an element begins here. */
function step(frames: Frame[], token: string): boolean {
  if (token === '}' || token === ']') frames.pop()
  const top = frames.at(-1)
  if (top === undefined) return false
  if (token === ',') {
    if (top.array) top.at = Number(top.at) + 1
    top.keyNext = !top.array
    return false
  }
  if (top.array) return token === '{' || token === '['
  const isKey = top.keyNext && token.startsWith('"')
  if (isKey) top.at = String(JSON.parse(token))
  if (isKey) top.keyNext = false
  return isKey
}

const pathOf = (frames: readonly Frame[]) => frames.map(frame => frame.at).join('.')

function noteFirst(lines: Map<string, number>, path: string, line: number) {
  if (!lines.has(path)) lines.set(path, line)
}
