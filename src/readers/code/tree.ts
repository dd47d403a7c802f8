import type { SyntaxNode, Tree } from '@lezer/common'

/** A node of a syntax tree with its source: https://lezer.codemirror.net/docs/ref/#common.SyntaxNode */
export type Source = {
  readonly text: string
  readonly lineOf: (offset: number) => number
  /** How deep inside an expression the reader is. */
  readonly depth: number
}

export function sourceOf(text: string): Source {
  const starts = [0]
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return { text, lineOf: offset => lowerBound(starts, offset), depth: 0 }
}

/** How many lines start at or before an offset. */
function lowerBound(starts: readonly number[], offset: number): number {
  let [low, high] = [0, starts.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low
}

/** The line of the first syntax error; null where there is none. */
export function firstError(tree: Tree, source: Source): number | null {
  let found: number | null = null
  tree.iterate({
    enter: ({ type, from }) => {
      if (type.isError) found ??= source.lineOf(from)
      return found === null
    },
  })
  return found
}

/** Children that mean something: without punctuation and comments. */
export function parts(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling)
    if (/^[A-Z]/u.test(child.name) && !child.name.endsWith('Comment')) found.push(child)
  return found
}

/** Every child, punctuation too. */
export function children(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) found.push(child)
  return found
}

export const written = (node: SyntaxNode, { text }: Source) => text.slice(node.from, node.to)

/** Nodes of some names below a node, not below another node of `stop`. */
export function within(node: SyntaxNode, names: ReadonlySet<string>, stop: ReadonlySet<string>): boolean {
  let found = false
  node.cursor().iterate(({ name, from, to }) => {
    if (from === node.from && to === node.to) return true
    found ||= names.has(name)
    return !found && !stop.has(name)
  })
  return found
}

/** The source of something that is known by nothing else, on one line. */
export const onOneLine = (node: SyntaxNode, { text }: Source) =>
  text
    .slice(node.from, Math.min(node.to, node.from + 200))
    .replace(/\s+/gu, ' ')
    .slice(0, 60)

/** Nesting as deep as a person would write; a hostile file is cut off there. */
export const DEEPEST = 200

export type { SyntaxNode, Tree }
