/**
 * HCL's native syntax as a tree. https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md
 * The nesting of brackets, blocks and templates is bounded; a chain of operators or accesses (`a + b + …`)
 * may be as long as the file, so whoever walks one counts its own steps.
 */
export type Body = {
  readonly attributes: readonly Attribute[]
  readonly blocks: readonly Block[]
  /** Something inside (not inside a nested block) could not be read and is missing here. */
  readonly damaged: boolean
}

export type Attribute = { readonly name: string; readonly value: Expression; readonly span: Span }

export type Block = {
  readonly type: string
  readonly labels: readonly string[]
  readonly body: Body
  readonly span: Span
}

/** Offsets into the text, `end` exclusive; `line` is where it starts, from 1. */
export type Span = { readonly start: number; readonly end: number; readonly line: number }

export type Expression = ExpressionNode & { readonly span: Span }

export type ExpressionNode =
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null }
  | { readonly kind: 'template'; readonly parts: readonly TemplatePart[] }
  | { readonly kind: 'tuple'; readonly items: readonly Expression[] }
  | { readonly kind: 'object'; readonly entries: readonly ObjectEntry[] }
  | ForExpression
  | { readonly kind: 'variable'; readonly name: string }
  | {
      readonly kind: 'call'
      readonly name: string
      readonly args: readonly Expression[]
      /** `f(list...)`: the last argument is a list of arguments. */
      readonly expandsLast: boolean
    }
  | { readonly kind: 'attribute'; readonly of: Expression; readonly name: string }
  | { readonly kind: 'index'; readonly of: Expression; readonly index: Expression }
  /** `each` is evaluated for every element of `of`, which it names with `item`. */
  | { readonly kind: 'splat'; readonly of: Expression; readonly each: Expression }
  | { readonly kind: 'item' }
  | { readonly kind: 'unary'; readonly operator: string; readonly operand: Expression }
  | {
      readonly kind: 'binary'
      readonly operator: string
      readonly left: Expression
      readonly right: Expression
    }
  | {
      readonly kind: 'conditional'
      readonly condition: Expression
      readonly whenTrue: Expression
      readonly whenFalse: Expression
    }
  /** What stands here could not be read. */
  | { readonly kind: 'invalid' }

export type ObjectEntry = { readonly key: Expression; readonly value: Expression }

export type ForExpression = {
  readonly kind: 'for'
  readonly names: readonly string[]
  readonly over: Expression
  /** Null: the result is a tuple. */
  readonly key: Expression | null
  readonly value: Expression
  /** `...`: values of the same key are collected. */
  readonly groups: boolean
  readonly condition: Expression | null
}

export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'interpolation'; readonly value: Expression }
  | {
      readonly kind: 'if'
      readonly condition: Expression
      readonly whenTrue: readonly TemplatePart[]
      readonly whenFalse: readonly TemplatePart[]
    }
  | {
      readonly kind: 'for'
      readonly names: readonly string[]
      readonly over: Expression
      readonly parts: readonly TemplatePart[]
    }

/** What could not be read, in words for people: `expected "]", found "}"`. */
export type Problem = { readonly message: string; readonly line: number }
