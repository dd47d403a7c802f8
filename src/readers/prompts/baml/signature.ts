import type { Kind } from '../parts.ts'
import type { Declaration } from './blocks.ts'
import type { File } from './file.ts'
import type { Token } from './tokens.ts'
import { typeAt } from './types.ts'
import type { Type } from './types.ts'

export type Signature = {
  /** Arguments that are media, or lists of it. */
  readonly kinds: ReadonlyMap<string, Kind>
  /** Null where the file has no type that makes sense. */
  readonly returns: Type | null
}

/** `(photo: image, question: string) -> Answer` */
export function signatureOf({ blocks }: File, { nameAt, open }: Declaration): Signature {
  const { tokens, closing } = blocks
  const end = closing.get(nameAt + 1) ?? nameAt + 1
  const hasReturn = isSign(tokens[end + 1], '-') && isSign(tokens[end + 2], '>')
  return {
    kinds: mediaIn(tokens.slice(nameAt + 2, end)),
    returns: hasReturn ? typeAt({ tokens, end: open }, end + 3).type : null,
  }
}

const isSign = (token: Token | undefined, text: string): boolean => token?.text === text

function mediaIn(parameters: readonly Token[]): ReadonlyMap<string, Kind> {
  const kinds = new Map<string, Kind>()
  for (const [index, { text }] of parameters.entries()) {
    const type = parameters[index + 1]?.text === ':' ? parameters[index + 2] : undefined
    const kind = MEDIA.get(type?.text ?? '')
    if (kind !== undefined) kinds.set(text, kind)
  }
  return kinds
}

const MEDIA: ReadonlyMap<string, Kind> = new Map([
  ['image', 'image'],
  ['audio', 'audio'],
  ['pdf', 'file'],
  ['video', 'file'],
])
