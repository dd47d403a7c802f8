import type { Expression } from './module.ts'
import { onOneLine, type Source, type SyntaxNode } from './tree.ts'

/** How a node of a syntax tree is read as an expression. */
export type Read = (node: SyntaxNode, source: Source) => Expression

export const lineOf = (node: SyntaxNode, source: Source) => source.lineOf(node.from)

/** What is known by nothing but its source. */
export const other: Read = (node, source) => ({
  kind: 'other',
  source: onOneLine(node, source),
  line: lineOf(node, source),
})
