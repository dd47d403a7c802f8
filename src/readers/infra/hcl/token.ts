/** `text` is what the token means: decoded for `text`, the name for a heredoc, else as written. */
export type Token = {
  readonly kind: TokenKind
  readonly text: string
  readonly start: number
  readonly end: number
  readonly line: number
}

export type TokenKind =
  | 'identifier'
  | 'number'
  | 'symbol'
  | 'newline'
  /** Begin and end of a quoted or heredoc template, and what lies between. */
  | 'template'
  | 'template-end'
  | 'text'
  /** `${` and `%{`, with `~` where white space before it is trimmed; ended by `}` or `~}`. */
  | 'interpolation'
  | 'directive'
  | 'sequence-end'
  /** Not HCL; `text` says why. */
  | 'invalid'
  | 'end'
