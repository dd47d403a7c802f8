import type { Json } from './outline.ts'

/** Where two outlines of a file differ, as paths into them; and how many attribute values were compared. */
export type Comparison = { readonly compared: number; readonly disagreements: readonly string[] }

export function compare(ours: Json, theirs: Json): Comparison {
  const found: string[] = []
  const compared = walk({ ours, theirs, path: '' }, found)
  return { compared, disagreements: found }
}

type Pair = { readonly ours: Json | undefined; readonly theirs: Json | undefined; readonly path: string }

function walk({ ours, theirs, path }: Pair, found: string[]): number {
  const mine = childrenOf(ours)
  const other = childrenOf(theirs)
  if (mine === null || other === null) {
    if (!agree(ours, theirs)) found.push(`${path}: ${JSON.stringify(ours)} is ${JSON.stringify(theirs)}`)
    return 1
  }
  let compared = 0
  for (const key of new Set([...mine.keys(), ...other.keys()]))
    compared += walk({ ours: mine.get(key), theirs: other.get(key), path: `${path}/${key}` }, found)
  return compared
}

function childrenOf(value: Json | undefined): ReadonlyMap<string, Json> | null {
  if (typeof value !== 'object' || value === null) return null
  return new Map(Object.entries(value).map(([key, child]) => [plain(key), child]))
}

function agree(ours: Json | undefined, theirs: Json | undefined): boolean {
  if (typeof theirs !== 'string' || ours === undefined) return ours === theirs
  // A collection in parentheses is an expression for them.
  if (typeof ours === 'object' && ours !== null) return theirs.startsWith('${(')
  const [first = '', ...pieces] = plain(String(ours)).split('…')
  const other = plain(theirs)
  return pieces.length === 0 ? first === other : other.startsWith(first) && inOrder(other, pieces)
}

function inOrder(text: string, pieces: readonly string[]): boolean {
  let at = 0
  for (const piece of pieces) {
    const found = text.indexOf(piece, at)
    if (found === -1) return false
    at = found + piece.length
  }
  return true
}

/** Without what both print in their own way: white space, parentheses, escapes, quotes around one value. */
const plain = (text: string): string => text.replaceAll(/([$%])\1\{/g, '$1{').replaceAll(/\$\{|[\s()}"]/g, '')
