import { secondsIn } from '../../src/readers/routes/limits.ts'
import { limitsOf } from './around.ts'
import { check, partsOf, policiesOf, routesOf, sendersOf, suitesOf } from './seen.ts'
import type { Check, Seen } from './seen.ts'

/**
 * Sentences of the corpus ("must", "warn") that can be judged by what facts say. The first pattern that fits
 * judges; a sentence that none fits is left to the eye, and counted as neither found nor missing.
 */
export function judgeSentence(sentence: string, seen: Seen): Check | null {
  for (const { says, holds } of SENTENCES) {
    const match = says.exec(sentence)
    if (match !== null) return check(`“${sentence}”`, holds(seen, match))
  }
  return null
}

type Sentence = {
  readonly says: RegExp
  readonly holds: (seen: Seen, match: RegExpExecArray) => boolean
}

const parts = (seen: Seen) => sendersOf(seen).flatMap(partsOf)
const tools = (seen: Seen) => sendersOf(seen).flatMap(sender => sender.tools)
const tested = (seen: Seen) => suitesOf(seen).flatMap(({ providers }) => providers)
const says = (seen: Seen) => seen.diagnostics.length > 0 || openReasons(seen).length > 0

/** Why something cannot be priced from the files. */
const openReasons = (seen: Seen) =>
  seen.facts.flatMap(fact => {
    if (fact.kind === 'route') return fact.targets.flatMap(({ unresolved }) => unresolved ?? [])
    return fact.kind === 'call' || fact.kind === 'capacity' ? (fact.unresolved ?? []) : []
  })

/** `0.70/0.25/0.05`: the shares of some route, in order. */
function hasShares(seen: Seen, written: string): boolean {
  const wanted = written.split('/').map(Number)
  return routesOf(seen).some(({ targets }) => {
    const total = targets.reduce((sum, { weight }) => sum + (weight ?? 0), 0)
    return (
      targets.length === wanted.length &&
      targets.every(({ weight }, index) => Math.abs((weight ?? 0) / total - (wanted[index] ?? 0)) < 1e-9)
    )
  })
}

/** `tokens_per_day 10_000_000`: a limit of that amount, unit and period. */
function hasLimit(seen: Seen, [, resource = '', window = '', amount = '']: readonly string[]): boolean {
  const unit = resource === 'model_inferences' ? 'requests' : resource === 'cost' ? 'usd' : 'tokens'
  return limitsOf(seen).some(
    limit =>
      limit.unit === unit &&
      limit.seconds === secondsIn(window) &&
      limit.amount === Number(amount.replaceAll('_', '')),
  )
}

const LIMITS = /(tokens|model_inferences|cost)_per_([a-z]+) ([\d_]+)/g

const SENTENCES: readonly Sentence[] = [
  {
    says: /_per_[a-z]+ [\d_]+/,
    holds: (seen, match) => [...match.input.matchAll(LIMITS)].every(stated => hasLimit(seen, stated)),
  },
  {
    says: /rpm (\d+) gives/,
    holds: (seen, [, count]) =>
      limitsOf(seen).some(
        ({ unit, seconds, amount }) => unit === 'requests' && seconds === 60 && amount === Number(count),
      ),
  },
  {
    says: /per-user budget \w+=(\d+) \/ (\w+)/,
    holds: (seen, [, amount, period = '']) =>
      limitsOf(seen).some(
        limit =>
          limit.owner.kind === 'user' &&
          limit.amount === Number(amount) &&
          limit.seconds === secondsIn(period),
      ),
  },
  { says: /no budgets/, holds: seen => limitsOf(seen).length === 0 },
  { says: /no cache|cache disabled/, holds: seen => routesOf(seen).every(({ cache }) => cache === null) },
  {
    says: /are metadata keys, not prices/,
    holds: seen =>
      routesOf(seen).every(({ targets }) => targets.every(({ statedPrices }) => statedPrices === null)),
  },
  {
    says: /numRetries (\d+), numAttemptsPerPriority (\d+)/,
    holds: (seen, [, retries, attempts]) =>
      policiesOf(seen).some(
        policy => policy.retries === Number(retries) && policy.attemptsPerGroup === Number(attempts),
      ),
  },
  { says: /unknown key|not .*? keys .*flag|flag as unknown/, holds: seen => seen.diagnostics.length > 0 },
  {
    says: /no (model|cost) information|not analysable/,
    holds: seen => seen.facts.length === 0 && says(seen),
  },
  { says: /\bshares? ((?:[\d.]+\/)+[\d.]+)/, holds: (seen, [, shares = '']) => hasShares(seen, shares) },
  { says: /=> ((?:[\d.]+\/)+[\d.]+)$/, holds: (seen, [, shares = '']) => hasShares(seen, shares) },
  {
    says: /shares (are )?(dynamic|not static)|no static shares|min\/max range|no weights/,
    holds: seen => routesOf(seen).some(({ selection }) => selection === 'dynamic'),
  },
  {
    says: /= fallback|fallback ORDER/,
    holds: seen => routesOf(seen).some(route => route.fallbacks.length > 0),
  },
  {
    says: /(?:num_retries|retry_count) (\d+)/,
    holds: (seen, [, count]) => routesOf(seen).some(({ retries }) => retries === Number(count)),
  },
  {
    says: /self-host/i,
    holds: seen =>
      routesOf(seen).some(route => route.targets.some(each => each.deployment === 'self-hosted')),
  },
  { says: /come from env|model is chosen in code|chosen at run time|model comes from/, holds: says },
  { says: /implicit default/, holds: says },
  {
    says: /mock/,
    holds: seen => routesOf(seen).some(({ targets }) => targets[0]?.statedPrices?.input === 0),
  },
  {
    says: /no (node sets )?max_tokens/,
    holds: seen => sendersOf(seen).every(sender => sender.maxOutput === null),
  },
  {
    says: /max_tokens (\d+)/,
    holds: (seen, [, limit]) =>
      [...sendersOf(seen), ...routesOf(seen).flatMap(({ targets }) => targets), ...tested(seen)].some(
        ({ maxOutput }) => maxOutput === Number(limit),
      ),
  },
  {
    says: /history.*unbounded|unbounded.*history|history loop/,
    holds: seen => parts(seen).some(({ kind }) => kind === 'history'),
  },
  {
    says: /schemas not in file/,
    holds: seen => tools(seen).length > 0 && tools(seen).every(({ text }) => text === null),
  },
  { says: /JSON schema adds/, holds: seen => tools(seen).some(({ text }) => text !== null) },
  {
    says: /loops? over|count variable/,
    holds: seen =>
      parts(seen).some(({ kind }) => kind === 'repeat') ||
      sendersOf(seen).some(sender => sender.kind === 'call' && sender.repeats !== null),
  },
  {
    says: /sample/,
    holds: seen => sendersOf(seen).some(({ samples }) => Object.keys(samples).length > 0),
  },
  {
    says: /multiply calls/,
    holds: seen => routesOf(seen).some(({ selection }) => selection === 'all'),
  },
  {
    says: /each function -> one variant/,
    holds: seen => routesOf(seen).every(({ targets }) => targets.length === 1),
  },
]
