import { groupBy } from '../../../model/group-by.ts'
import { blocksOf, declarationsOf } from './blocks.ts'
import type { Blocks, Declaration } from './blocks.ts'
import { tokensOf } from './tokens.ts'

/** A BAML file, cut into what it declares. */
export type File = {
  readonly path: string
  readonly blocks: Blocks
  /** By keyword: `client`, `function`, … */
  readonly declared: ReadonlyMap<string, readonly Declaration[]>
  readonly clients: ReadonlyMap<string, Declaration>
  readonly policies: ReadonlyMap<string, Declaration>
  /** The line of a string or bracket without its end: what follows it cannot be read. */
  readonly unclosed: number | null
}

export function fileOf(path: string, text: string): File {
  const { tokens, unclosed } = tokensOf(text)
  const blocks = blocksOf(text, tokens)
  const declared = groupBy(declarationsOf(blocks), ({ keyword }) => keyword)
  return {
    path,
    blocks,
    declared,
    clients: new Map(declared.get('client')?.map(client => [client.name, client])),
    policies: new Map(declared.get('retry_policy')?.map(policy => [policy.name, policy])),
    unclosed: unclosed ?? blocks.unclosed,
  }
}

/** A client of this file is meant as a route, one of another file by its name. */
export const reference = ({ path, clients }: File, name: string): string =>
  clients.has(name) ? `route:${path}#${name}` : name
