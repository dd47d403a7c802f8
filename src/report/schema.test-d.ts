import type { FromSchema } from 'json-schema-to-ts'
import type { Judged, NotJudged } from './result.ts'
import type { JUDGED_SCHEMA, NOT_JUDGED_SCHEMA } from './schema.ts'

type Readable<Value> = Value extends readonly (infer Item)[]
  ? readonly Readable<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Readable<Value[Key]> }
    : Value

type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2
    ? 'equal'
    : { readonly a: A; readonly b: B }

export const judged: Equal<Readable<FromSchema<typeof JUDGED_SCHEMA>>, Readable<Judged>> = 'equal'
export const notJudged: Equal<Readable<FromSchema<typeof NOT_JUDGED_SCHEMA>>, Readable<NotJudged>> = 'equal'
