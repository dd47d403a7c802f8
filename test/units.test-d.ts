import {
  capacityPerMonth,
  perMonth,
  priceTokens,
  requestsPerMonth,
  sum,
  tokens,
  usdPerHour,
  usdPerMillionTokens,
  usdPerMonth,
  usdPerRequest,
  type Tokens,
  type UsdPerRequest,
} from '../src/units.ts'

const size = tokens(1000)
const price = usdPerMillionTokens(2.5)
const cost = usdPerRequest(0.01)
const traffic = requestsPerMonth(1000)

/** Units that are swapped do not compile: each line below is an error, and the check fails when it is none. */
export const swapped = [
  // @ts-expect-error -- price and tokens the wrong way round
  priceTokens(price, size),
  // @ts-expect-error -- a plain number has no unit
  priceTokens(1000, price),
  // @ts-expect-error -- an hourly price is not one per million tokens
  priceTokens(size, usdPerHour(2.5)),
  // @ts-expect-error -- traffic and cost the wrong way round
  perMonth(traffic, cost),
  // @ts-expect-error -- the cost of a month is not that of a request
  perMonth(usdPerMonth(10), traffic),
  // @ts-expect-error -- capacity is paid by the hour
  capacityPerMonth(2, cost),
  // @ts-expect-error -- the cost of a request and that of a month are not added up
  sum([cost, usdPerMonth(10)]),
  // @ts-expect-error -- nor are tokens and dollars
  sum([size, cost]),
] as const

/** What fits, fits. */
export const fitting = [
  priceTokens(size, price),
  perMonth(cost, traffic),
  sum([cost, cost]) satisfies UsdPerRequest,
  sum([size, size]) satisfies Tokens,
] as const
