import type { Place } from './evidence.ts'

/** Answers that a gateway keeps and gives again instead of asking a model. */
export type RouteCache = {
  /** `exact`: the same request again. `semantic`: a request that is alike enough, found by its embedding. */
  readonly kind: 'exact' | 'semantic'
  /** Seconds that an answer is kept; null: the file does not say. */
  readonly ttl: number | null
  /** How alike two requests must be, as written; each format has its own scale. Never a hit rate. */
  readonly threshold: number | null
  /** The model that embeds every request for the look-up, as written; null for exact ones, or where none is named. */
  readonly embedding: string | null
  /**
   * What keeps the answers of one tenant or user from another: names of headers, namespaces, keys. Empty: all
   * callers share all answers, as far as the file tells.
   */
  readonly scope: readonly string[]
  /** False: only for requests that ask for it. */
  readonly byDefault: boolean
  readonly at: Place
}

/** The most that a gateway lets through before it refuses or falls back. */
export type Limit = {
  /** More than 0, in `unit`. */
  readonly amount: number
  readonly unit: 'usd' | 'tokens' | 'requests'
  /** After how many seconds counting starts anew, a month being 730 hours; null: never, or the file does not say. */
  readonly seconds: number | null
  readonly owner: LimitOwner
  readonly at: Place
}

/**
 * Whose limit it is. `name` null: each one of that kind has it for itself (each key, each user). `tag` is a header
 * or field of the request, by whose values requests are counted; `gateway` is everybody together.
 */
export type LimitOwner = {
  readonly kind: 'gateway' | 'provider' | 'model' | 'deployment' | 'key' | 'team' | 'user' | 'tag'
  readonly name: string | null
}

/** Asked again, of other routes, after the answer was found wanting: all that were asked are billed. */
export type RouteEscalation = {
  /** Ids of the routes that follow, each of which may be asked too. */
  readonly to: readonly string[]
  readonly at: Place
}

/** Something by which the cost of a request can be assigned: a header or a field of its metadata. */
export type RequestTag = {
  /** As written: `x-tenant-id`, `metadata.team`. */
  readonly name: string
  readonly about: 'application' | 'tenant' | 'user' | 'feature' | 'trace' | 'environment' | 'other'
  /** `gateway`: added on the way. `caller`: read, if it is there. `required`: refused without it. */
  readonly from: 'gateway' | 'caller' | 'required'
  readonly at: Place
}

/** How much a target may think; the thoughts are billed as output. */
export type Reasoning = {
  /** `low`, `high`, … as written. */
  readonly effort: string | null
  /** The most tokens of thought. */
  readonly maxTokens: number | null
  readonly at: Place
}

/** Nobody dearer is asked. USD per million tokens; null: no cap. */
export type PriceCap = { readonly input: number | null; readonly output: number | null; readonly at: Place }
