import type { Origin, Scalar, Source, Unknown, Value } from '../../value.ts'
import { unknownValue } from '../../value.ts'

/** An expression that Terraform refuses to evaluate: `try` goes on after it, as it does not after an unknown. */
export type Failure = Unknown & { readonly failed: true }

export const failure = (reason: string, origin: Origin): Failure => ({
  ...unknownValue(reason, origin),
  failed: true,
})

export const isFailure = (value: Value): value is Failure => value.kind === 'unknown' && 'failed' in value

/** What makes a result unknown that is made of all of these: first of all something that failed. */
export function unknownAmong(values: readonly Value[]): Unknown | null {
  const unknowns = values.filter(value => value.kind === 'unknown')
  return unknowns.find(isFailure) ?? unknowns[0] ?? null
}

/** Higher is overridden first. */
const RANK: Readonly<Record<Source, number>> = { literal: 0, plan: 1, adapter: 2, variables: 3, default: 4 }

/** Of a result: what a real environment overrides first, else the place of the expression itself. */
export const originOf = (values: readonly Value[], here: Origin): Origin =>
  values.reduce((best, { origin }) => (RANK[origin.source] > RANK[best.source] ? origin : best), here)

/** The value, decided by something else too: `var.large ? 4 : 1`. */
export function decidedBy(value: Value, decider: Value): Value {
  const origin = originOf([decider], value.origin)
  return origin === value.origin ? value : { ...value, origin }
}

export const scalarOf = (values: readonly Value[], here: Origin, value: Scalar): Value => ({
  kind: 'scalar',
  value,
  origin: originOf(values, here),
})

export const listOf = (items: readonly Value[], origin: Origin): Value => ({ kind: 'list', items, origin })

export const mapOf = (entries: ReadonlyMap<string, Value>, origin: Origin): Value => ({
  kind: 'map',
  entries,
  origin,
})
