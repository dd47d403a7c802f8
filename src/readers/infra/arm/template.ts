import type { Expression, Loop } from './expression.ts'

/** A template of ARM (JSON) or Bicep, parsed. */
export type Template = {
  readonly path: string
  readonly parameters: ReadonlyMap<string, Parameter>
  readonly variables: ReadonlyMap<string, Expression>
  readonly resources: readonly Declaration[]
  readonly problems: readonly Problem[]
}

export type Parameter = {
  readonly standard: Expression | null
  /** Null where nothing is passed: `array?`. */
  readonly isNullable: boolean
  readonly line: number
}

export type Problem = { readonly message: string; readonly line: number }

export type Declaration = {
  /** Name inside the template; null where ARM JSON gives none. */
  readonly symbol: string | null
  /** `Microsoft.CognitiveServices/accounts/deployments`, without version. */
  readonly type: string
  /** Created elsewhere: only referred to. */
  readonly isExisting: boolean
  readonly condition: Expression | null
  readonly loop: Loop | null
  readonly body: Expression
  /** Of the resource whose body it is written in. */
  readonly parent: string | null
  readonly module: Module | null
  /** What of it could not be read. */
  readonly damage: string | null
  readonly line: number
}

export type Module = {
  /** A path relative to the template, an address in a registry, or the template itself. */
  readonly source: string | Template
  readonly parameters: Expression | null
  /** Expressions of the inner template mean the outer one's parameters: the default of nested templates. */
  readonly isOuter: boolean
}

export const DEPLOYMENTS = 'Microsoft.Resources/deployments'
