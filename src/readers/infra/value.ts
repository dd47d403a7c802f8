import type { Place } from '../../model/evidence.ts'

/**
 * A value of infrastructure code after evaluation, whatever the language, with where it was decided. A map
 * has its keys as own entries of a `Map`: names from the tree never reach the host language's objects.
 */
export type Value =
  | { readonly kind: 'scalar'; readonly value: Scalar; readonly origin: Origin }
  | { readonly kind: 'list'; readonly items: readonly Value[]; readonly origin: Origin }
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, Value>; readonly origin: Origin }
  | Unknown

/** `null` is stated: it means what leaving the attribute out means. */
export type Scalar = string | number | boolean | null

export type Unknown = {
  readonly kind: 'unknown'
  /** A clause that names the expression: `var.replicas, which has no default`. */
  readonly reason: string
  /** Addresses of resources that it is made from (`aws_launch_template.gpu`): they may be in the tree. */
  readonly references: readonly string[]
  /** Of a map of which nobody knows all keys: entries that hold anyway, `merge(var.tags, { team = "ml" })`. */
  readonly certain?: ReadonlyMap<string, Value>
  readonly origin: Origin
}

/** Where a value was decided: the line of the literal, not of the attribute that uses it. */
export type Origin = {
  readonly at: Place
  readonly source: Source
  /** `default`: which variable a real environment may override, `var.gpu_type`. */
  readonly name: string | null
}

/**
 * `literal`: written out. `default`: of a variable. `variables`: a variable or parameter file. `plan`: a plan or
 * preview. `adapter`: the input of a module that is not in the tree. Of a value made of several, the one that
 * a real environment overrides first: a default before everything else.
 */
export type Source = 'literal' | 'default' | 'variables' | 'plan' | 'adapter'

export const known = (value: Scalar, origin: Origin): Value => ({ kind: 'scalar', value, origin })

export const unknownValue = (
  reason: string,
  origin: Origin,
  references: readonly string[] = [],
): Unknown => ({ kind: 'unknown', reason, references, origin })
