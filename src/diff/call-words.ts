import { promptSize } from '../estimate/prompt-size.ts'
import type { World } from '../estimate/world.ts'
import type { Call, Route, Target, TargetGroup } from '../model/workload.ts'
import type { DriverKind } from './driver.ts'
import { pair } from './pair.ts'
import { number, percent, plural, tokens } from './quantity-words.ts'

export type CallKind = Exclude<DriverKind, 'traffic' | 'capacity'>

/** A cause of a call in words. */
export const callWords = (kind: CallKind, call: Call, world: World): string =>
  CALL_WORDS[kind === 'model' || kind === 'price' ? 'routing' : kind](call, world)

/** A cause of a call before and after. Where the words of both sides are the same, they do not tell all of it. */
export function changeWords(
  kind: CallKind,
  [before, after]: readonly [Call, Call],
  world: World,
): readonly [string, string] {
  if (kind === 'model') return modelWords(before.route, after.route)
  if (kind === 'price') return priceWords(before.route, after.route)
  if (kind === 'caching' && sameRates(before, after)) {
    const prefixes = [prefixWords(before, world), prefixWords(after, world)] as const
    if (prefixes[0] !== prefixes[1]) return prefixes
  }
  return [callWords(kind, before, world), callWords(kind, after, world)]
}

/** Only the targets whose model, deployment or region is another; without the provider where it is the same. */
function modelWords(base: Route, head: Route): readonly [string, string] {
  const swaps = targetPairs(base, head).filter(([old, current]) => targetWords(old) !== targetWords(current))
  const sameProvider = swaps.every(([old, current]) => providerOf(old) === providerOf(current))
  const words = (target: Target) =>
    sameProvider ? targetWords(target).slice(providerOf(target).length) : targetWords(target)
  return [swaps.map(([old]) => words(old)).join(', '), swaps.map(([, current]) => words(current)).join(', ')]
}

/** Only the targets whose stated price is another. */
function priceWords(base: Route, head: Route): readonly [string, string] {
  const edits = targetPairs(base, head).filter(([old, current]) => statedWords(old) !== statedWords(current))
  return [
    edits.map(([old]) => statedWords(old)).join(', '),
    edits.map(([, current]) => statedWords(current)).join(', '),
  ]
}

const statedWords = ({ stated }: Target) =>
  stated === null ? 'list price' : `$${stated.input} in, $${stated.output} out per 1M`

/** The targets that both sides have, as they are paired for attribution. */
function targetPairs(base: Route, head: Route): readonly (readonly [Target, Target])[] {
  const both = <Item extends { readonly id: string }>(old: readonly Item[], current: readonly Item[]) =>
    pair(old, current, item => item.id).flatMap(([before, after]) =>
      before === null || after === null ? [] : [[before, after] as const],
    )
  return both(groupsOf(base), groupsOf(head)).flatMap(([old, current]) => both(old.targets, current.targets))
}

const targetWords = ({ model, deployment, region }: Target) =>
  `${model}${deployment === 'on-demand' ? '' : ` (${deployment})`}${region === null ? '' : ` in ${region}`}`

const providerOf = ({ model }: Target) => model.slice(0, model.indexOf('/') + 1)

/** Only the order of the prompt changed what can be cached. */
const sameRates = (before: Call, { caching }: Call) =>
  before.caching.hitRate?.expected === caching.hitRate?.expected &&
  before.caching.response?.hitRate.expected === caching.response?.hitRate.expected

const prefixWords = (call: Call, world: World) =>
  `cacheable prefix ${tokens(promptTokens(call, world).prefix)}`

type Words = (call: Call, world: World) => string

const CALL_WORDS: Readonly<Record<Exclude<CallKind, 'model' | 'price'>, Words>> = {
  routing: call => routeWords(call.route),
  retries: call => {
    const { retryRate, fallbackRate } = call.retries
    const rates = [
      retryRate === null ? '' : `${percent(retryRate.expected)} retried`,
      fallbackRate === null ? '' : `${percent(fallbackRate.expected)} to the fallback`,
    ].filter(Boolean)
    return rates.length > 0 ? rates.join(', ') : `up to ${attemptWords(call.route)}`
  },
  prompt: (call, world) => tokens(promptTokens(call, world).total),
  context: ({ context }) => {
    const { chunks, tokensPerChunk, history, growth } = context
    return (
      [
        chunks && tokensPerChunk
          ? `${number(chunks.expected)} chunks × ${tokens(tokensPerChunk.expected)}`
          : '',
        history ? `history ${tokens(history.expected)}` : '',
        growth ? `+${tokens(growth.expected)} a step` : '',
      ]
        .filter(Boolean)
        .join(', ') || 'none'
    )
  },
  retrieval: ({ retrieval }) =>
    retrieval === null
      ? 'none'
      : [
          retrieval.embedding?.model,
          retrieval.rerankModel,
          retrieval.storeUsd > 0 ? `$${retrieval.storeUsd} a query` : null,
        ]
          .filter(part => part != null)
          .join(', ') || 'none',
  output: ({ output }) =>
    `${tokens(output.tokens.expected)}${output.maximum === null ? '' : ` (max ${number(output.maximum)})`}`,
  calls: ({ repetition: { perRequest, loop } }) =>
    loop === null
      ? plural(perRequest.expected, 'call', 'calls')
      : `${plural(loop.mean ?? 1, 'step', 'steps')}${loop.maximum === null ? ', no maximum' : ` (max ${loop.maximum})`}`,
  caching: (call, world) => {
    const { hitRate, response } = call.caching
    return (
      [
        hitRate === null
          ? ''
          : `${tokens(promptTokens(call, world).prefix)} cacheable, ${percent(hitRate.expected)} hits`,
        response === null ? '' : `response cache ${percent(response.hitRate.expected)} hits`,
      ]
        .filter(Boolean)
        .join(', ') || 'none'
    )
  },
}

/** Of the fallbacks too, where they are asked again. */
function attemptWords({ retries, fallbacks }: Route): string {
  const first = plural(retries, 'retry', 'retries')
  const others = fallbacks.map(group => number(group.retries))
  return fallbacks.some(group => group.retries > 0) ? `${first}, then ${others.join(', ')}` : first
}

const groupsOf = (route: Route): readonly TargetGroup[] => [
  route,
  ...route.fallbacks,
  ...(route.escalation === null ? [] : [route.escalation.to]),
]

function routeWords(route: Route): string {
  const all = groupsOf(route).flatMap(group => group.targets)
  const sameProvider = all.every(target => providerOf(target) === providerOf(all[0] ?? target))
  const name = (target: Target) => target.model.slice(sameProvider ? providerOf(target).length : 0)
  const shares = route.targets
    .map(target => (route.targets.length === 1 ? name(target) : `${name(target)} ${percent(target.share)}`))
    .join(', ')
  const chain = route.fallbacks.map(group => group.targets.map(name).join(' or '))
  const bigger = route.escalation === null ? '' : `, ${escalated(route.escalation)}`
  const routers = route.routerCalls.map(({ target }) => name(target))
  const router = routers.length === 0 ? '' : `, routed by ${[...new Set(routers)].join(' and ')}`
  return `${route.selection === 'dynamic' ? 'any of ' : ''}${shares}${chain.length > 0 ? `, then ${chain.join(', ')}` : ''}${bigger}${router}`
}

/** How often a gateway goes on to the bigger model its file does not say. */
const escalated = ({ rate }: NonNullable<Route['escalation']>) =>
  rate.basis === 'assumed' ? 'may escalate' : `${percent(rate.expected)} escalated`

function promptTokens(call: Call, world: World) {
  const size = promptSize(call.prompt, call.route.targets[0]?.model ?? '', world)
  const { measured, declared, assumed } = size.byBasis
  return { total: measured.expected + declared.expected + assumed.expected, prefix: size.prefix.expected }
}
