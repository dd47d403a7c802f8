import { heredocText, opensSequence, quotedText } from './literal-text.ts'
import { emit, emitAs, matchAt } from './scan.ts'
import type { HeredocFrame, QuotedFrame, Scan } from './scan.ts'

/** The next piece of a template: literal text, the begin of a sequence, or its end. */
export function lexTemplate(scan: Scan, frame: QuotedFrame | HeredocFrame): void {
  const terminator = frame.kind === 'heredoc' ? terminatorLength(scan, frame) : null
  if (frame.kind === 'heredoc' && terminator !== null) closeHeredoc(scan, frame, terminator)
  else if (opensSequence(scan.text, scan.at)) openSequence(scan, frame)
  else if (frame.kind === 'heredoc') lexHeredocLine(scan, frame)
  else lexQuoted(scan)
}

function openSequence(scan: Scan, frame: QuotedFrame | HeredocFrame): void {
  if (frame.kind === 'heredoc' && isLineStart(scan)) frame.indentation = 0
  const trims = scan.text[scan.at + 2] === '~'
  if (trims) trimBefore(scan)
  emit(scan, scan.text[scan.at] === '$' ? 'interpolation' : 'directive', trims ? 3 : 2)
  scan.frames.push({ kind: 'code', braces: 0 })
}

function trimBefore({ tokens }: Scan): void {
  const last = tokens.at(-1)
  if (last?.kind === 'text') tokens[tokens.length - 1] = { ...last, text: last.text.trimEnd() }
}

const trimmedAfter = ({ tokens }: Scan, decoded: string): string =>
  tokens.at(-1)?.kind === 'sequence-end' && tokens.at(-1)?.text === '~}' ? decoded.trimStart() : decoded

function lexQuoted(scan: Scan): void {
  const { decoded, length } = quotedText(scan.text, scan.at)
  if (length > 0) return emitAs(scan, 'text', { decoded: trimmedAfter(scan, decoded), length })
  scan.frames.pop()
  if (scan.text[scan.at] === '"') emit(scan, 'template-end', 1)
  else emitAs(scan, 'invalid', { decoded: 'a string that is not closed on its line', length: 0 })
}

const isLineStart = ({ text, at }: Scan): boolean => text[at - 1] === '\n'

/** Characters up to the end of the tag, when this line holds nothing else. */
function terminatorLength(scan: Scan, { tag }: HeredocFrame): number | null {
  if (!isLineStart(scan)) return null
  const white = matchAt(scan.text, scan.at, /[ \t]*/y)?.[0].length ?? 0
  const length = white + tag.length
  if (!scan.text.startsWith(tag, scan.at + white)) return null
  return matchAt(scan.text, scan.at + length, /[ \t\r]*(?:\n|$)/y) === null ? null : length
}

function closeHeredoc(scan: Scan, frame: HeredocFrame, terminator: number): void {
  scan.frames.pop()
  emit(scan, 'template-end', terminator)
  for (const index of frame.dedents ? frame.lines : []) {
    const token = scan.tokens[index]
    const off = Math.min(whiteBefore(token?.text ?? ''), frame.indentation)
    if (token) scan.tokens[index] = { ...token, text: token.text.slice(off) }
  }
}

/** One token a line, so that every line can lose its own indentation. */
function lexHeredocLine(scan: Scan, frame: HeredocFrame): void {
  const { decoded, length } = heredocText(scan.text, scan.at)
  if (isLineStart(scan)) {
    frame.lines.push(scan.tokens.length)
    const isBlank = decoded.endsWith('\n') && decoded.trim() === ''
    if (!isBlank) frame.indentation = Math.min(frame.indentation, whiteBefore(decoded))
  }
  emitAs(scan, 'text', { decoded: trimmedAfter(scan, decoded), length })
}

const whiteBefore = (line: string): number => /^[ \t]*/.exec(line)?.[0].length ?? 0
