import { exactObject } from '../model/exact-object.ts'

export const object = exactObject

export const list = <const Items>(items: Items) => ({ type: 'array', items }) as const

export const orNull = <const Schema>(schema: Schema) => ({ anyOf: [schema, { type: 'null' }] }) as const

export const USD = { type: 'number' } as const
export const MAYBE_USD = { type: ['number', 'null'] } as const
export const COUNT = { type: 'integer', minimum: 0 } as const
export const AMOUNT = { type: 'number', minimum: 0 } as const
export const MAYBE_AMOUNT = { type: ['number', 'null'], minimum: 0 } as const
export const SHARE = { type: 'number', minimum: 0, maximum: 1 } as const
export const TEXT = { type: 'string' } as const
export const MAYBE_TEXT = { type: ['string', 'null'] } as const

export const BASE_AND_HEAD = object({ base: MAYBE_AMOUNT, head: MAYBE_AMOUNT })
export const PLACE = object({ path: TEXT, line: { type: ['integer', 'null'], minimum: 1 } })
