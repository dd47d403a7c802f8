/**
 * What model calls need to know of a source file, the same for every language: calls with their arguments,
 * where they stand, and what the names in them mean. Nothing is executed.
 */
export type Module = {
  readonly path: string
  readonly assignments: readonly Assignment[]
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
  /** Whatever else: known by its source text. */
  | { readonly kind: 'other'; readonly source: string; readonly line: number }

export type CallExpression = {
  readonly kind: 'call'
  readonly callee: Expression
  readonly args: readonly Expression[]
  readonly named: readonly Entry[]
  readonly line: number
}

export type Entry = { readonly key: string; readonly value: Expression }

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

export const entryOf = (entries: readonly Entry[], names: readonly string[]): Entry | undefined =>
  entries.find(({ key }) => names.includes(key))
