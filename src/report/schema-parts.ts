/** An object that has exactly these keys. */
export const object = <const Properties extends Readonly<Record<string, unknown>>>(properties: Properties) =>
  ({
    type: 'object',
    properties,
    required: Object.keys(properties) as readonly (keyof Properties & string)[],
    additionalProperties: false,
  }) as const

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
