export type Token = TextToken | TagToken

/** `line` counts from 0, inside the text. */
export type TextToken = { readonly kind: 'text'; readonly text: string; readonly line: number }

export type TagToken = {
  readonly kind: 'tag'
  readonly opener: string
  /** What stands between the delimiters, trimmed. */
  readonly body: string
  /** The tag as written. */
  readonly source: string
  readonly line: number
}

export type Syntax = {
  /** Matches where a tag may begin; must be global. */
  readonly opener: RegExp
  readonly closers: Readonly<Record<string, string>>
  /** The sign that removes the white space on its side of a tag. */
  readonly trim: string
  /** Statements whose content is not a template, up to `end` + their name. */
  readonly verbatim: RegExp | null
  /** Tags that vanish with their line when nothing else is on it. */
  readonly standalone: (opener: string, body: string) => boolean
}

export type Tokens = {
  readonly tokens: readonly Token[]
  readonly unclosed: readonly { readonly opener: string; readonly line: number }[]
}

/** Cuts a template into text and tags. An opener without closer is text. Linear in the length of the text. */
export function tokensOf(text: string, syntax: Syntax): Tokens {
  const tokens: Token[] = []
  const unclosed: Tokens['unclosed'][number][] = []
  const scan: Scan = { text, syntax, find: closerFinder(text), findEnd: endFinder(text) }
  const lineAt = lineFinder(text)
  const addText = (start: number, end: number) => {
    if (end > start) tokens.push({ kind: 'text', text: text.slice(start, end), line: lineAt(start) })
  }
  const opener = new RegExp(syntax.opener)
  let from = 0
  for (let match = opener.exec(text); match !== null; match = opener.exec(text)) {
    const tag = tagAt(scan, match[0], match.index)
    if (tag === null) {
      if (unclosed.length === 0) unclosed.push({ opener: match[0], line: lineAt(match.index) })
      continue
    }
    addText(from, tag.textBefore)
    if (tag.verbatim === null) tokens.push({ kind: 'tag', ...tag.token, line: lineAt(match.index) })
    else addText(tag.verbatim.start, tag.verbatim.end)
    from = tag.textAfter
    opener.lastIndex = tag.end
  }
  addText(from, text.length)
  return { tokens, unclosed }
}

type Find = (closer: string, from: number) => number
type FindEnd = (name: string, from: number) => Span | null
type Scan = {
  readonly text: string
  readonly syntax: Syntax
  readonly find: Find
  readonly findEnd: FindEnd
}
type Span = { readonly start: number; readonly end: number }

type Found = {
  readonly token: Omit<TagToken, 'kind' | 'line'>
  /** Where the text before the tag ends, and where the text after it begins. */
  readonly textBefore: number
  readonly textAfter: number
  readonly end: number
  readonly verbatim: Span | null
}

function tagAt(scan: Scan, opener: string, start: number): Found | null {
  const { text, syntax } = scan
  const closer = syntax.closers[opener] ?? ''
  const close = scan.find(closer, start + opener.length)
  if (close === -1) return null
  const inside = text.slice(start + opener.length, close)
  const body = unsigned(inside, syntax.trim)
  const tag = { start, end: close + closer.length }
  const verbatim = opener === '{%' && syntax.verbatim?.test(body) ? verbatimAfter(scan, tag, body) : null
  const end = verbatim?.resume ?? tag.end
  const alone = syntax.standalone(opener, body) ? lineAlone(text, tag) : null
  const rim = alone ?? { start, end }
  return {
    token: { opener, body, source: text.slice(start, tag.end) },
    textBefore: inside.startsWith(syntax.trim) ? skipSpaceBefore(text, start) : rim.start,
    textAfter: inside.endsWith(syntax.trim) ? skipSpaceAfter(text, end) : rim.end,
    end,
    verbatim,
  }
}

function unsigned(inside: string, trim: string): string {
  const from = inside.startsWith(trim) || inside.startsWith('+') ? 1 : 0
  const to = inside.endsWith(trim) || inside.endsWith('+') ? -1 : undefined
  return inside.slice(from, to).trim()
}

/** What stands between `{% raw %}` and `{% endraw %}`; nothing of a `{% comment %}`. */
function verbatimAfter(scan: Scan, tag: Span, name: string): (Span & { readonly resume: number }) | null {
  const end = scan.findEnd(name, tag.end)
  if (end === null) return null
  return { start: tag.end, end: name === 'comment' ? tag.end : end.start, resume: end.end }
}

/** The whole line of a tag that stands alone on it, with its line end; null when there is more on the line. */
function lineAlone(text: string, tag: Span): Span | null {
  let { start, end } = tag
  while (start > 0 && isBlank(text[start - 1])) start--
  while (end < text.length && isBlank(text[end])) end++
  const alone = (start === 0 || text[start - 1] === '\n') && (end === text.length || text[end] === '\n')
  return alone ? { start, end: Math.min(end + 1, text.length) } : null
}

const isBlank = (char: string | undefined): boolean => char === ' ' || char === '\t'
const isSpace = (char: string | undefined): boolean => isBlank(char) || char === '\n' || char === '\r'

function skipSpaceBefore(text: string, at: number): number {
  let start = at
  while (start > 0 && isSpace(text[start - 1])) start--
  return start
}

function skipSpaceAfter(text: string, at: number): number {
  let end = at
  while (end < text.length && isSpace(text[end])) end++
  return end
}

/** Remembers what is not to be found any more, so that a file of openers is not searched once for each. */
function closerFinder(text: string): Find {
  const absent = new Set<string>()
  return (closer, from) => {
    if (absent.has(closer)) return -1
    const found = text.indexOf(closer, from)
    if (found === -1) absent.add(closer)
    return found
  }
}

/** Finds `{% endraw %}`, with the same memory. */
function endFinder(text: string): FindEnd {
  const absent = new Set<string>()
  return (name, from) => {
    if (absent.has(name)) return null
    const pattern = new RegExp(`\\{%[-+]?\\s*end${name}\\s*[-+]?%\\}`, 'g')
    pattern.lastIndex = from
    const found = pattern.exec(text)
    if (found === null) absent.add(name)
    return found === null ? null : { start: found.index, end: found.index + found[0].length }
  }
}

function lineFinder(text: string): (offset: number) => number {
  const ends: number[] = []
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) ends.push(end)
  return offset => {
    let low = 0
    let high = ends.length
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle] ?? 0) < offset) low = middle + 1
      else high = middle
    }
    return low
  }
}
