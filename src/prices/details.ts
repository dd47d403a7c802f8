/** The part of the standard price; input and output apart where they differ. */
export type Multiplier = number | readonly [input: number, output: number]

/** What is known of a model beside its prices; absent is not known. */
export type DetailRow = {
  readonly provider: string
  readonly id: string
  /** Input tokens that fit. */
  readonly context?: number
  readonly max_output?: number
  /** The provider's day of retirement, YYYY-MM-DD. */
  readonly retires?: string
  readonly batch?: Multiplier
  readonly flex?: Multiplier
  readonly priority?: Multiplier
  readonly as_of: string
  readonly source: string
}

export type DetailsFile = { readonly models: readonly DetailRow[] }

/** What is paid by the use of something and not by the token. */
export type FeeRow = {
  readonly provider: string
  /** `web search`, `vector store query`. */
  readonly what: string
  readonly usd: number
  /** What `usd` pays for: `1,000 calls`. */
  readonly per: string
  readonly note: string | null
  readonly as_of: string
  readonly source: string
}

export type FeesFile = { readonly fees: readonly FeeRow[] }

/** These files tell people more; no estimate waits for them. */
export async function loadDetails(): Promise<{
  readonly models: readonly DetailRow[]
  readonly fees: readonly FeeRow[]
}> {
  const [details, fees] = await Promise.all([
    import('../../pricing/details.json', { with: { type: 'json' } }),
    import('../../pricing/fees.json', { with: { type: 'json' } }),
  ])
  const models: DetailsFile = details.default
  const { fees: rows }: FeesFile = fees.default
  return { models: models.models, fees: rows }
}
