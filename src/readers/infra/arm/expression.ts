import type { Scalar } from '../value.ts'

/** An expression of an ARM template or of Bicep: operators are calls of the functions that ARM has for them. */
export type Expression = { readonly line: number } & (
  | { readonly kind: 'literal'; readonly value: Scalar }
  | { readonly kind: 'list'; readonly items: readonly Expression[] }
  | { readonly kind: 'object'; readonly fields: readonly Field[] }
  | { readonly kind: 'call'; readonly name: string; readonly parts: readonly Expression[] }
  /** `safe`: null where there is nothing, `.?` and `[?`. */
  | { readonly kind: 'access'; readonly of: Expression; readonly key: Expression; readonly safe: boolean }
  /** Of Bicep: a parameter, a variable, what a loop introduces, a resource or module. */
  | { readonly kind: 'name'; readonly name: string }
  | ({ readonly kind: 'loop'; readonly body: Expression } & Loop)
  | { readonly kind: 'lambda'; readonly names: readonly string[]; readonly body: Expression }
  | { readonly kind: 'invalid'; readonly reason: string }
)

/** `key` null: `...value` puts all fields of another object there. */
export type Field = { readonly key: Expression | null; readonly value: Expression }

export type Loop = {
  /** Names of the item and of its index. ARM has only the latter, as `copy:NAME`. */
  readonly item: string | null
  readonly index: string | null
  readonly over: Expression
  readonly condition: Expression | null
}

export const literal = (value: Scalar, line: number): Expression => ({ kind: 'literal', value, line })

export const call = (name: string, parts: readonly Expression[], line: number): Expression => ({
  kind: 'call',
  name,
  parts,
  line,
})

export const invalid = (reason: string, line: number): Expression => ({ kind: 'invalid', reason, line })

/** The expression of a field of an object, however the object decides its other fields. */
export function fieldOf(object: Expression, name: string): Expression | null {
  if (object.kind !== 'object') return null
  const found = object.fields.find(({ key }) => key?.kind === 'literal' && key.value === name)
  return found?.value ?? null
}
