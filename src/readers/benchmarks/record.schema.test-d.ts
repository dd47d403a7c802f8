import type { FromSchema } from 'json-schema-to-ts'
import type { BenchmarkRecord } from '../../model/benchmark-record.ts'
import type { RECORD_SCHEMA } from './record.schema.ts'

type Readable<Value> = Value extends readonly (infer Item)[]
  ? readonly Readable<Item>[]
  : Value extends object
    ? { readonly [Key in keyof Value]: Readable<Value[Key]> }
    : Value

type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2
    ? 'equal'
    : { readonly a: A; readonly b: B }

/** The schema and the type name the same things. */
export const record: Equal<Readable<FromSchema<typeof RECORD_SCHEMA>>, Readable<BenchmarkRecord>> = 'equal'
