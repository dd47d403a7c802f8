import { isObject } from './contract-check.ts'
import type { Fields } from './contract-check.ts'
import { isMoreMeter } from './meters.ts'

/** What is wrong with the rows of a price list, in words; empty when every row can be used. */
export function checkRows(models: unknown): readonly string[] {
  if (!Array.isArray(models)) return ['`models` is not a list']
  if (models.length > MOST_ROWS) return [`it has more than ${MOST_ROWS} models`]
  return models.flatMap((row: unknown, index) => {
    const wrong = isObject(row) ? wrongField(row) : 'row'
    const name = isObject(row) && isName(row['id']) ? row['id'] : `row ${index + 1}`
    return wrong === null ? [] : [`\`${wrong}\` of ${name} is not what it should be`]
  })
}

const MOST_ROWS = 20_000

const wrongField = (row: Fields) => Object.keys(ROW).find(key => !ROW[key]?.(row[key])) ?? null

type Check = (value: unknown) => boolean

const isName = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= 300
const isDay = (value: unknown) =>
  typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value) && !Number.isNaN(Date.parse(value))
const isPrice = (value: unknown) => typeof value === 'number' && Number.isFinite(value) && value >= 0
const isCount = (value: unknown) => Number.isInteger(value) && Number(value) >= 0

const ROW: Readonly<Record<string, Check>> = {
  provider: isName,
  id: isName,
  aliases: value => Array.isArray(value) && value.every(isName),
  context: value => value === null || isCount(value),
  deprecated: value => typeof value === 'boolean',
  as_of: isDay,
  source: value => typeof value === 'string' && value.length <= 2000,
  prices: value =>
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= 100 &&
    value.every(price => isObject(price) && Object.keys(PRICE).every(key => PRICE[key]?.(price[key]))),
}

const PRICE: Readonly<Record<string, Check>> = {
  effective_from: value => value === null || isDay(value),
  above: isCount,
  input: value => isPrice(value) && value !== 0,
  output: isPrice,
  cache_read: value => value === null || isPrice(value),
  cache_write: value => value === null || isPrice(value),
  more: value =>
    value === undefined ||
    (isObject(value) &&
      Object.entries(value).every(([meter, price]) => isMoreMeter(meter) && isPrice(price))),
}
