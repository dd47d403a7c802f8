import { originOf } from '../hcl/evaluate/outcome.ts'
import { firstUnknown, joined, madeOf, textOf } from '../template/made-of.ts'
import { known, unknownValue } from '../value.ts'
import type { Origin, Scalar, Value } from '../value.ts'
import { COLLECTIONS } from './functions-collections.ts'
import { formatted } from './functions-format.ts'

export type Run = (values: readonly Value[], here: Origin) => Value

/**
 * What a function of ARM makes of values; null: it is one that only the deployment can answer.
 * https://learn.microsoft.com/azure/azure-resource-manager/templates/template-functions
 */
export function runFunction(name: string, values: readonly Value[], here: Origin): Value | null {
  const run = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined
  return run === undefined ? null : run(values, here)
}

/** Of single values. */
const simple =
  (make: (...values: readonly Scalar[]) => Scalar): Run =>
  (values, here) => {
    const scalars = values.flatMap(value => (value.kind === 'scalar' ? [value.value] : []))
    return madeOf(values, here, () =>
      scalars.length === values.length
        ? make(...scalars)
        : unknownValue('a function of something that is no single value', here),
    )
  }

const text = (value: Scalar | undefined): string => String(value ?? '')
const lower = (value: Scalar | undefined): string => text(value).toLowerCase()
const number = (value: Scalar | undefined): number => Number(value ?? 0)

const FUNCTIONS: Readonly<Record<string, Run>> = {
  ...COLLECTIONS,
  concat: (values, here) => {
    const [first] = values
    return first?.kind === 'list' ? lists(values, here) : joined(values, '', here)
  },
  format: formatted,
  equals,
  coalesce: (values, here) => {
    const place = values.findIndex(value => value.kind !== 'scalar' || value.value !== null)
    const found = values[place] ?? known(null, here)
    // What is null by default may be given, and then it counts.
    return { ...found, origin: originOf(values.slice(0, Math.max(place, 0)), found.origin) }
  },
  not: simple(value => lower(value) !== 'true'),
  equalsignorecase: simple((one, other) => lower(one) === lower(other)),
  less: simple((one, other) => ordered(one, other) < 0),
  lessorequals: simple((one, other) => ordered(one, other) <= 0),
  greater: simple((one, other) => ordered(one, other) > 0),
  greaterorequals: simple((one, other) => ordered(one, other) >= 0),
  true: simple(() => true),
  false: simple(() => false),
  null: simple(() => null),
  add: simple((one, other) => number(one) + number(other)),
  sub: simple((one, other) => number(one) - number(other)),
  mul: simple((one, other) => number(one) * number(other)),
  div: simple((one, other) => Math.trunc(number(one) / number(other))),
  mod: simple((one, other) => number(one) % number(other)),
  int: simple(value => number(value)),
  bool: simple(value => lower(value) === 'true' || value === 1),
  string: simple(value => text(value)),
  tolower: simple(value => lower(value)),
  toupper: simple(value => text(value).toUpperCase()),
  trim: simple(value => text(value).trim()),
  startswith: simple((one, other) => lower(one).startsWith(lower(other))),
  endswith: simple((one, other) => lower(one).endsWith(lower(other))),
  indexof: simple((one, other) => lower(one).indexOf(lower(other))),
  substring: simple((value, start, length) =>
    text(value).slice(number(start), length === undefined ? undefined : number(start) + number(length)),
  ),
  replace: (values, here) => {
    const unread = firstUnknown(values)
    const [value, old, fresh] = values
    const pieces = (textOf(value) ?? '').split(textOf(old) ?? '').map(piece => known(piece, here))
    return unread ?? joined(pieces, textOf(fresh) ?? '', { ...originOf(values, here) })
  },
}

const ordered = (one: Scalar | undefined, other: Scalar | undefined): number =>
  typeof one === 'number' || typeof other === 'number'
    ? number(one) - number(other)
    : text(one) < text(other)
      ? -1
      : Number(text(one) > text(other))

function equals(values: readonly Value[], here: Origin): Value {
  const [one, other] = values
  return madeOf(values, here, () => {
    if (one?.kind === 'scalar' && other?.kind === 'scalar') return sameScalar(one.value, other.value)
    if (one?.kind === 'scalar' || other?.kind === 'scalar') return false
    return unknownValue('a comparison of objects', here)
  })
}

/** A number or boolean from a parameter file of azd is a text. */
const sameScalar = (one: Scalar, other: Scalar): boolean =>
  one === other ||
  (one !== null && other !== null && typeof one !== typeof other && lower(one) === lower(other))

function lists(values: readonly Value[], here: Origin): Value {
  const unread = firstUnknown(values)
  const items = values.flatMap(value => (value.kind === 'list' ? value.items : []))
  return unread ?? { kind: 'list', items, origin: originOf(values, here) }
}
