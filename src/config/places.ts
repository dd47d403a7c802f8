import { isAlias, isMap, isScalar, isSeq } from 'yaml'
import type { Document, LineCounter, Node } from 'yaml'
import type { Place } from '../model/evidence.ts'

export type Pointer = readonly (string | number)[]
/** Where a key (or list item) of the file is written; what is not in the file is at its nearest parent. */
export type Places = (pointer: Pointer) => Place

export function placesOf(path: string, document: Document, lines: LineCounter): Places {
  return pointer => {
    const offset = offsetOf(document, pointer)
    return { path, line: offset === null ? null : lines.linePos(offset).line }
  }
}

function offsetOf(document: Document, pointer: Pointer): number | null {
  let node = document.contents as unknown
  let offset = startOf(node)
  for (const step of pointer) {
    const found = child(resolved(document, node), step)
    if (found === null) break
    node = found.node
    offset = found.offset ?? offset
  }
  return offset
}

type Child = { readonly node: unknown; readonly offset: number | null }

function child(node: unknown, step: string | number): Child | null {
  if (isSeq(node)) {
    const item = node.items[Number(step)]
    return item === undefined ? null : { node: item, offset: startOf(item) }
  }
  if (!isMap(node)) return null
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
  return pair === undefined ? null : { node: pair.value, offset: startOf(pair.key) }
}

const resolved = (document: Document, node: unknown) => (isAlias(node) ? node.resolve(document) : node)

const startOf = (node: unknown): number | null => (hasRange(node) ? (node.range?.[0] ?? null) : null)

const hasRange = (node: unknown): node is Node => typeof node === 'object' && node !== null && 'range' in node
