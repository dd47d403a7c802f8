import type { BuiltIn } from './built-in.ts'
import { CONVERSIONS } from './conversions.ts'
import { LISTS } from './lists.ts'
import { MAPS } from './maps.ts'
import { NUMBERS } from './numbers.ts'
import { PATTERNS } from './patterns.ts'
import { TEXTS } from './texts.ts'

/** By name. What depends on time, chance, files or the network is not here: nobody knows it from the tree. */
export const FUNCTIONS: ReadonlyMap<string, BuiltIn> = new Map(
  [NUMBERS, TEXTS, PATTERNS, CONVERSIONS, LISTS, MAPS].flatMap(group => Object.entries(group)),
)
