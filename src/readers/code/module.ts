/**
 * What model calls need to know of a source file, the same for every language: calls with their arguments,
 * where they stand, and what the names in them mean. Nothing is executed.
 */
export type Module = {
  readonly path: string
  readonly assignments: readonly Assignment[]
  readonly functions: readonly FunctionHead[]
  readonly calls: readonly CallSite[]
  readonly imports: readonly Import[]
  /** The first line that does not parse; what is around it may be lost. */
  readonly brokenAt: number | null
}

export type Assignment = {
  /** `` for the file, else the functions around it: `Agent.run`. */
  readonly scope: string
  readonly name: string
  readonly value: Expression
  readonly line: number
}

/** What a function takes, in order and without `self`. Fields of an object that it takes apart are parameters too. */
export type FunctionHead = {
  /** Its name with the names around it: `Agent.ask`. A class is one without parameters. */
  readonly scope: string
  readonly isClass: boolean
  readonly parameters: readonly Parameter[]
}

/** `index` null: only by its name. */
export type Parameter = {
  readonly name: string
  readonly index: number | null
  readonly value: Expression | null
}

export type CallSite = {
  readonly call: CallExpression
  readonly scope: string
  /** From the outermost to the innermost, inside the same function. */
  readonly loops: readonly Loop[]
}

/** A loop around a call. */
export type Loop = {
  /** How often at most: the `n` of `range(n)`, of `i < n`; null where the code does not tell. */
  readonly times: Expression | null
  /** It can end early: that is what an agent does, and a batch does not. */
  readonly ends: boolean
  readonly line: number
}

/** `module` as written: `./models`, `app.models`. `imported` null: the whole module. */
export type Import = { readonly name: string; readonly module: string; readonly imported: string | null }

export type Expression =
  | { readonly kind: 'text'; readonly parts: readonly (string | Expression)[]; readonly line: number }
  | { readonly kind: 'number'; readonly value: number; readonly line: number }
  | { readonly kind: 'name'; readonly name: string; readonly line: number }
  | { readonly kind: 'member'; readonly object: Expression; readonly name: string; readonly line: number }
  | CallExpression
  | { readonly kind: 'object'; readonly entries: readonly Entry[]; readonly line: number }
  | { readonly kind: 'list'; readonly items: readonly Expression[]; readonly line: number }
  /** `a || b`, `a ?? b`, `a or b` */
  | { readonly kind: 'either'; readonly options: readonly Expression[]; readonly line: number }
  | { readonly kind: 'sum'; readonly terms: readonly Expression[]; readonly line: number }
  /** `chunks[:4]` */
  | {
      readonly kind: 'slice'
      readonly object: Expression
      readonly to: Expression | null
      readonly line: number
    }
  /** Whatever else: known by its source text, on one line. */
  | { readonly kind: 'other'; readonly source: string; readonly line: number }

export type CallExpression = {
  readonly kind: 'call'
  readonly callee: Expression
  readonly args: readonly Expression[]
  readonly named: readonly Entry[]
  readonly line: number
}

/** `...` as key: the entries of another object stand here. */
export type Entry = { readonly key: string; readonly value: Expression }

export const SPREAD = '...'

/** `client.chat.completions.create`; what is not a chain of names is `?`. */
export function dotted(expression: Expression): string {
  switch (expression.kind) {
    case 'name':
      return expression.name
    case 'member':
      return `${dotted(expression.object)}.${expression.name}`
    case 'call':
      return `${dotted(expression.callee)}()`
    default:
      return '?'
  }
}

/** The last one counts, as it does when the code runs. */
export const entryOf = (entries: readonly Entry[], names: readonly string[]): Entry | undefined =>
  entries.findLast(({ key }) => names.includes(key))

/** A text without anything decided at run time; null for everything else. */
export const fixedText = (value: Expression): string | null =>
  value.kind === 'text' && value.parts.length === 1 && typeof value.parts[0] === 'string'
    ? value.parts[0]
    : null

/** An expression as people wrote it, short: for a message. */
export function shown(value: Expression): string {
  if (value.kind === 'other') return value.source
  if (value.kind !== 'call') return dotted(value).slice(0, 60)
  const given = value.args.map(arg => {
    if (arg.kind === 'name' || arg.kind === 'member') return dotted(arg)
    const text = fixedText(arg)
    return text !== null && /^[\w./:-]{1,40}$/u.test(text) ? `'${text}'` : '…'
  })
  return `${dotted(value.callee)}(${given.join(', ')})`.slice(0, 60)
}
