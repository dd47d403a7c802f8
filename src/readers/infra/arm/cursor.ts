import type { Token } from './tokens.ts'

/** A place in a list of tokens that moves on. */
export type Cursor = {
  readonly peek: () => Token
  /** The next one that is no line end. */
  readonly ahead: () => Token
  readonly next: () => Token
  /** Takes the token if it is this sign or name. */
  readonly take: (text: string) => boolean
  readonly newlines: () => void
  /** How deep the expression is nested that is being read. */
  readonly depth: number
  readonly deeper: <Result>(read: () => Result) => Result
}

export function cursorOn(tokens: readonly Token[]): Cursor {
  const last: Token = tokens.at(-1) ?? { kind: 'end', text: '', line: 1, isFirst: true }
  let at = 0
  let depth = 0
  const peek = () => tokens[at] ?? last
  const next = () => {
    const token = peek()
    at = Math.min(at + 1, tokens.length)
    return token
  }
  return {
    peek,
    next,
    ahead() {
      let place = at
      while (tokens[place]?.kind === 'newline') place++
      return tokens[place] ?? last
    },
    take(text) {
      const { kind, text: found } = peek()
      const isIt = found === text && (kind === 'sign' || kind === 'name')
      if (isIt) next()
      return isIt
    },
    newlines() {
      while (peek().kind === 'newline') next()
    },
    get depth() {
      return depth
    },
    deeper(read) {
      depth++
      const result = read()
      depth--
      return result
    },
  }
}
