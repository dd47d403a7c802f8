import type { Origin, Value } from '../value.ts'
import type { Expression } from './expression.ts'

/** What the expressions of a template may refer to. */
export type Scope = {
  readonly path: string
  /** What loops and lambdas introduce; an index of ARM as `copy:NAME`, the innermost as `copy:`. */
  readonly names: ReadonlyMap<string, Value>
  readonly parameter: (name: string) => Value | null
  readonly variable: (name: string) => Value | null
  /** The address of a resource or module of Bicep; null: there is none of that name. */
  readonly address: (symbol: string) => string | null
  readonly budget: Budget
}

/** What is left to spend on one project, so that no template, however it is written, takes long. */
export type Budget = { steps: number; depth: number }

export const newBudget = (): Budget => ({ steps: 500_000, depth: 0 })

export const originAt = ({ path }: Pick<Scope, 'path'>, { line }: Pick<Expression, 'line'>): Origin => ({
  at: { path, line },
  source: 'literal',
  name: null,
})

export const withNames = (scope: Scope, names: readonly (readonly [string, Value])[]): Scope => ({
  ...scope,
  names: new Map([...scope.names, ...names]),
})

const LONGEST = 80

/** An expression as a person writes it, cut off where it is long. */
export function shown(expression: Expression): string {
  const parts: string[] = []
  write(expression, parts, 0)
  const text = parts.join('')
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

function write(expression: Expression, parts: string[], depth: number): void {
  if (depth > 6 || parts.length > LONGEST) parts.push('…')
  else if (expression.kind === 'literal') parts.push(literalText(expression.value))
  else if (expression.kind === 'name') parts.push(expression.name)
  else if (expression.kind === 'access') {
    write(expression.of, parts, depth + 1)
    const { key } = expression
    if (key.kind === 'literal' && typeof key.value === 'string') parts.push(`.${key.value}`)
    else {
      parts.push('[')
      write(key, parts, depth + 1)
      parts.push(']')
    }
  } else if (expression.kind === 'call') {
    parts.push(`${expression.name}(`)
    for (const [index, part] of expression.parts.entries()) {
      if (index > 0) parts.push(', ')
      write(part, parts, depth + 1)
    }
    parts.push(')')
  } else parts.push(expression.kind === 'list' ? '[…]' : '{…}')
}

const literalText = (value: string | number | boolean | null): string =>
  typeof value === 'string' ? `'${value}'` : String(value)
