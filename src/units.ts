/**
 * Numbers that know what they measure. Each unit is a branded number: passing tokens where dollars are
 * expected does not compile. The only casts of the code base are in this file.
 */
declare const unit: unique symbol
type In<Unit extends string> = number & { readonly [unit]: Unit }

/** Tokens of one request or call. */
export type Tokens = In<'tokens'>
/** USD per million tokens, as providers print their prices. */
export type UsdPerMillionTokens = In<'USD/1M tokens'>
/** USD of one request (or one call, one attempt). */
export type UsdPerRequest = In<'USD/request'>
/** USD of one month of 730 hours. */
export type UsdPerMonth = In<'USD/month'>
/** USD of one unit (instance, provisioned unit) for an hour. */
export type UsdPerHour = In<'USD/hour'>
/** Requests in a month of 730 hours. */
export type RequestsPerMonth = In<'requests/month'>
/** 0 … 1: hit rates, traffic shares, pass rates, utilization. */
export type Share = In<'share'>

/** 365 days ÷ 12, the month of every cloud price list. */
export const HOURS_PER_MONTH = 730

export const tokens = (n: number) => checked(n, 'tokens') as Tokens
export const usdPerMillionTokens = (n: number) => checked(n, 'USD per 1M tokens') as UsdPerMillionTokens
export const usdPerRequest = (n: number) => checked(n, 'USD per request') as UsdPerRequest
export const usdPerMonth = (n: number) => checked(n, 'USD per month') as UsdPerMonth
export const usdPerHour = (n: number) => checked(n, 'USD per hour') as UsdPerHour
export const requestsPerMonth = (n: number) => checked(n, 'requests per month') as RequestsPerMonth

/** @throws RangeError unless 0 ≤ n ≤ 1 */
export function share(n: number): Share {
  if (checked(n, 'share') > 1) throw new RangeError(`share must be at most 1, not ${n}`)
  return n as Share
}

function checked(n: number, what: string): number {
  if (!Number.isFinite(n) || n < 0)
    throw new RangeError(`${what} must be a finite number of at least 0, not ${n}`)
  return n
}

/** tokens × price ÷ 1,000,000 */
export const priceTokens = (n: Tokens, price: UsdPerMillionTokens) => ((n * price) / 1e6) as UsdPerRequest

export const perMonth = (cost: UsdPerRequest, traffic: RequestsPerMonth) => (cost * traffic) as UsdPerMonth

/** units × price × 730 hours: what capacity costs whether it is used or not. */
export const capacityPerMonth = (units: number, price: UsdPerHour) =>
  (checked(units, 'units') * price * HOURS_PER_MONTH) as UsdPerMonth

/** Of amounts in one unit: overloads, because a type parameter would accept a mixture as its union. */
export function sum(amounts: readonly Tokens[]): Tokens
export function sum(amounts: readonly UsdPerRequest[]): UsdPerRequest
export function sum(amounts: readonly UsdPerMonth[]): UsdPerMonth
export function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0)
}

/** `part` times an amount: retries, shares, steps. */
export const scale = <Amount extends Tokens | UsdPerRequest | UsdPerMonth>(amount: Amount, part: number) =>
  (amount * part) as Amount

/**
 * Budgets compare whole micro-dollars, so that float noise in the tenth decimal never blocks a merge:
 * against a limit of 500, both 500 and 500.0000001 hold, 500.01 is over.
 */
export const exceeds = (cost: number, limit: number) => Math.round(cost * 1e6) > Math.round(limit * 1e6)
