import type { ModelQuery } from './book.ts'
import type { Overrides, RegionRow } from './rows.ts'
import type { Quote } from './shelf.ts'

/** What the list price is multiplied by, and what to say about it. */
export type Billing = {
  readonly tokens: number
  readonly cache: number
  readonly said: readonly string[]
}

/**
 * Batch discount and regional surcharge of a call; null when the provider's batch discount is not known.
 * Contract rates already hold for the regions that they were agreed for.
 */
export function billing(
  overrides: Overrides,
  call: { readonly provider: string | null; readonly quote: Quote; readonly query: ModelQuery },
): Billing | null {
  const { provider, quote, query } = call
  const uplift = quote.layer === 'contract' ? 1 : regionalUplift(overrides.regions, call)
  const said = [
    ...(uplift === 1 ? [] : [`× ${uplift} in ${query.region}`]),
    ...(quote.layer !== 'contract' && hasManyHosts(overrides, quote)
      ? ['the host that answers may charge another price']
      : []),
  ]
  if (query.deployment !== 'batch') return { tokens: uplift, cache: uplift, said }
  const batch = overrides.batch.find(row => row.provider === provider)
  if (batch === undefined) return null
  return {
    tokens: uplift * batch.multiplier,
    cache: uplift * batch.cache_multiplier,
    said: [...said, `× ${batch.multiplier} in a batch`],
  }
}

/** True for a model that its router sends to whichever host is free: the price is one of several. */
export const hasManyHosts = (
  { hosts }: Pick<Overrides, 'hosts'>,
  { provider, id }: Pick<Quote, 'provider' | 'id'>,
) => hosts.some(row => row.provider === provider && id.startsWith(row.family))

function regionalUplift(
  rows: readonly RegionRow[],
  { provider, quote, query }: { provider: string | null; quote: Quote; query: ModelQuery },
): number {
  const region = query.region?.toLowerCase() ?? 'global'
  if (region === 'global') return 1
  const row = rows.find(
    ({ regions, ...row }) =>
      row.provider === provider &&
      quote.id.startsWith(row.family) &&
      (regions.length === 0 || regions.includes(region)),
  )
  return row?.multiplier ?? 1
}

/**
 * Tokens below which the provider caches nothing, and the steps above. Hosts of Claude have Anthropic's minimums, except Bedrock.
 * https://platform.claude.com/docs/en/build-with-claude/prompt-caching#cache-limitations
 */
export function cachedPrefixes(
  { cache_minimums }: Overrides,
  provider: string | null,
  model: string,
): CachedPrefixes {
  const id = plain(model)
  const owner = OWNERS.find(([start]) => id.startsWith(start))?.[1] ?? provider
  const [closest] = cache_minimums
    .filter(row => row.provider === owner && id.startsWith(plain(row.family)))
    .toSorted((a, b) => b.family.length - a.family.length)
  return { minimum: closest?.tokens ?? USUAL_MINIMUM, step: closest?.step ?? 1 }
}

/** Prefixes are cached from `minimum` tokens on, in steps of `step`. */
export type CachedPrefixes = { readonly minimum: number; readonly step: number }

const OWNERS = [
  ['claude-', 'anthropic'],
  ['gemini-', 'google'],
] as const

/** Without scope and vendor; OpenRouter writes `anthropic/claude-haiku-4.5`. */
const plain = (id: string) => id.replace(/^(?:global\.|regional\.|\w+\/)/, '').replaceAll('.', '-')

/** Of OpenAI, Azure, Bedrock and most Claude models; for providers that document none. */
const USUAL_MINIMUM = 1024
