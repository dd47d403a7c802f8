/** What a piece of a text is made of. Vocabularies differ in how they cut each. */
export type PieceKind = 'word' | 'joined' | 'capitals' | 'cjk' | 'script' | 'digits' | 'mark' | 'space'

/**
 * Words of Latin letters after a space, without one (parts of identifiers), in capitals; Chinese, Japanese and
 * Korean; other scripts; digits; punctuation; white space.
 */
export function pieceKindOf(piece: string): PieceKind {
  if (LATIN.test(piece)) return CAPITALS.test(piece) ? 'capitals' : piece.startsWith(' ') ? 'word' : 'joined'
  if (CJK.test(piece)) return 'cjk'
  if (LETTER.test(piece)) return 'script'
  if (DIGIT.test(piece)) return 'digits'
  return MARK.test(piece) ? 'mark' : 'space'
}

const LATIN = /\p{Script=Latin}/u
const CAPITALS = /^\P{L}?\p{Lu}{2,}\P{L}*$/u
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u
const LETTER = /\p{L}/u
const DIGIT = /\p{N}/u
const MARK = /\S/u

/**
 * Tokens of a closed vocabulary follow from those of an open one, kind by kind: so many per word, per further
 * token of a word, per digit, … What a text is about need not be guessed: code has more marks than prose.
 */
export type Weights = {
  /** Per word after a space, per word without one, and per token of either beyond the first. */
  readonly word: number
  readonly joined: number
  readonly wordPart: number
  readonly capitals: number
  readonly cjk: number
  readonly script: number
  readonly digit: number
  /** Per run of one to three digits. */
  readonly digits: number
  readonly mark: number
  /** Per character of punctuation. */
  readonly markCharacter: number
  readonly space: number
}

export const OPEN: Weights = {
  word: 1,
  joined: 1,
  wordPart: 1,
  capitals: 1,
  cjk: 1,
  script: 1,
  digit: 0,
  digits: 1,
  mark: 1,
  markCharacter: 0,
  space: 1,
}

/** Expected tokens of a piece that has `tokens` in the open vocabulary. */
export function weigh(piece: string, tokens: number, weights: Weights): number {
  switch (pieceKindOf(piece)) {
    case 'word':
      return weights.word + weights.wordPart * (tokens - 1)
    case 'joined':
      return weights.joined + weights.wordPart * (tokens - 1)
    case 'capitals':
      return weights.capitals * tokens
    case 'cjk':
      return weights.cjk * tokens
    case 'script':
      return weights.script * tokens
    case 'digits':
      return weights.digits * tokens + weights.digit * piece.length
    case 'mark':
      return weights.mark * tokens + weights.markCharacter * piece.trim().length
    case 'space':
      return weights.space * tokens
  }
}
