import type { FromSchema } from 'json-schema-to-ts'
import type { Config } from './config.ts'
import type { CONFIG_SCHEMA } from './schema.ts'

/** Which keys there are, and which may be left out. Values have more forms in the file than after loading. */
type Keys<Value> = Value extends string | number | boolean | readonly (string | number)[]
  ? 'value'
  : Value extends readonly (infer Item)[]
    ? readonly Keys<Item>[]
    : { readonly [Key in keyof Value]: Keys<Value[Key]> }

type Equal<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2
    ? 'equal'
    : { readonly a: A; readonly b: B }

type File = FromSchema<typeof CONFIG_SCHEMA>

/** The schema and the type name the same keys at every depth. */
export const schemaFitsConfig: Equal<Keys<Omit<File, 'rules'>>, Keys<Omit<Config, 'rules'>>> = 'equal'
export const ownRulesFit: Equal<
  Keys<NonNullable<NonNullable<File['rules']>['own']>>,
  Keys<NonNullable<NonNullable<Config['rules']>['own']>>
> = 'equal'
