/**
 * `text` is a piece of a string: `'a${b}c'` is quote, text a, `${`, name b, `}`, text c, quote.
 * `broken`: a character that no expression has.
 */
export type Token = {
  readonly kind: 'name' | 'number' | 'text' | 'quote' | 'sign' | 'newline' | 'broken' | 'end'
  readonly text: string
  readonly line: number
  /** First on its line, not indented: where a statement of Bicep may begin. */
  readonly isFirst: boolean
}

export type Dialect = 'bicep' | 'arm'

/**
 * All tokens of a text, comments left out, ended by `end`. Linear.
 * https://github.com/Azure/bicep/blob/main/docs/grammar.md
 */
export function tokensOf(text: string, dialect: Dialect, firstLine = 1): readonly Token[] {
  const tokens: Token[] = []
  // What is open: a string, or the braces of an object or of an interpolation.
  const open: ('string' | 'brace' | 'interpolation')[] = []
  let at = 0
  let line = firstLine
  while (at < text.length) {
    const inString = open.at(-1) === 'string'
    const rule = (inString ? STRING[dialect] : RULES).find(({ pattern }) => startsAt(pattern, text, at))
    const written = rule === undefined ? text.charAt(at) : matchAt(rule.pattern, text, at)
    const kind = rule === undefined ? 'broken' : rule.kind
    const isFirst = at === 0 || text.charAt(at - 1) === '\n'
    if (kind !== 'space') tokens.push({ kind, text: rule?.read?.(written) ?? written, line, isFirst })
    nest(open, written, { inString, isVerbatim: kind === 'text' && !inString })
    line += newlinesIn(written)
    at += written.length
  }
  return [...tokens, { kind: 'end', text: '', line, isFirst: true }]
}

type Rule = {
  readonly kind: Exclude<Token['kind'], 'end' | 'broken'> | 'space'
  readonly pattern: RegExp
  readonly read?: (written: string) => string
}

const RULES: readonly Rule[] = [
  { kind: 'space', pattern: /(?:[ \t\r]|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|#disable[^\n]*)+/y },
  { kind: 'newline', pattern: /\n/y },
  { kind: 'name', pattern: /[a-z_$][\w$]*/iy },
  { kind: 'number', pattern: /\d+/y },
  {
    kind: 'text',
    pattern: /'''[\s\S]*?(?:'''|$)/y,
    read: written => written.slice(3, -3).replace(/^\n/, ''),
  },
  { kind: 'quote', pattern: /'/y },
  {
    kind: 'sign',
    pattern: /=>|==|!=|=~|!~|<=|>=|&&|\|\||\?\?|\.\.\.|\.\?|\[\?|::|[-+*/%<>=!?:.,|(){}[\]@]/y,
  },
]

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }

const STRING: Readonly<Record<Dialect, readonly Rule[]>> = {
  bicep: [
    { kind: 'text', pattern: /(?:[^'\\$\n]|\$(?!\{))+/y },
    { kind: 'text', pattern: /\\u\{[\da-f]{1,6}\}/iy, read: () => '�' },
    { kind: 'text', pattern: /\\[^\n]/y, read: ([, letter = '']) => ESCAPES[letter] ?? letter },
    { kind: 'sign', pattern: /\$\{/y },
    { kind: 'quote', pattern: /'|\n/y },
  ],
  arm: [
    { kind: 'text', pattern: /(?:[^']|'')+/y, read: written => written.replaceAll("''", "'") },
    { kind: 'quote', pattern: /'/y },
  ],
}

function startsAt(pattern: RegExp, text: string, at: number): boolean {
  pattern.lastIndex = at
  return pattern.test(text)
}

const matchAt = (pattern: RegExp, text: string, at: number): string => {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0] ?? text.charAt(at)
}

type Seen = { readonly inString: boolean; readonly isVerbatim: boolean }

function nest(
  open: ('string' | 'brace' | 'interpolation')[],
  written: string,
  { inString, isVerbatim }: Seen,
): void {
  if (isVerbatim) return
  if (inString) {
    if (written === '${') open.push('interpolation')
    // A string ends with its line.
    else if (written === "'" || written === '\n') open.pop()
  } else if (written === "'") open.push('string')
  else if (written === '{') open.push('brace')
  else if (written === '}') open.pop()
}

const newlinesIn = (written: string): number => written.split('\n').length - 1
