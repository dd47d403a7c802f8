import { promptSize } from '../estimate/prompt-size.ts'
import type { World } from '../estimate/world.ts'
import type { Place } from '../model/evidence.ts'
import type { Call, Capacity, Route, TargetGroup, Workload } from '../model/workload.ts'
import type { DriverKind } from './driver.ts'
import { firstDifference } from './first-difference.ts'

export type Described = { readonly from: string; readonly to: string; readonly at: readonly Place[] }
type Pair = { readonly base: Workload; readonly head: Workload; readonly world: World }

/** A cause in words: what it was, what it is, and where it is written at head. */
export function describe(kind: DriverKind, { base, head, world }: Pair): Described {
  if (kind === 'traffic')
    return {
      from: perMonth(base.traffic?.expected),
      to: perMonth(head.traffic?.expected),
      at: places([head.traffic?.at]),
    }
  if (kind === 'capacity') return describeCapacity(base.capacity, head.capacity, head)
  const words = (call: Call | undefined) => (call === undefined ? 'none' : CALL_WORDS[kind](call, world))
  for (const call of head.calls) {
    const before = base.calls.find(other => other.id === call.id)
    if (words(before) !== words(call))
      return { from: words(before), to: words(call), at: places([placeOf(kind, before, call)]) }
  }
  const removed = base.calls.find(call => head.calls.every(other => other.id !== call.id))
  return { from: words(removed), to: 'none', at: places([head.calls[0]?.at]) }
}

const places = (candidates: readonly (Place | null | undefined)[]) =>
  candidates.filter(place => place != null)

type Words = (call: Call, world: World) => string

const CALL_WORDS: Readonly<Record<Exclude<DriverKind, 'traffic' | 'capacity'>, Words>> = {
  model: call =>
    groupsOf(call.route)
      .flatMap(group => group.targets.map(target => target.model))
      .join(', '),
  routing: call => routeWords(call.route),
  retries: call => {
    const { retryRate, fallbackRate } = call.retries
    const rates = [
      retryRate === null ? '' : `${percent(retryRate.expected)} retried`,
      fallbackRate === null ? '' : `${percent(fallbackRate.expected)} to the fallback`,
    ].filter(Boolean)
    return rates.length > 0 ? rates.join(', ') : `up to ${plural(call.route.retries, 'retry', 'retries')}`
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
          .join(', '),
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
  price: call =>
    call.route.targets
      .map(({ stated }) =>
        stated === null ? 'list price' : `$${stated.input} in, $${stated.output} out per 1M`,
      )
      .join(', '),
}

const groupsOf = (route: Route): readonly TargetGroup[] => [
  route,
  ...route.fallbacks,
  ...(route.escalation === null ? [] : [route.escalation.to]),
]

function routeWords(route: Route): string {
  const shares = route.targets
    .map(target => (route.targets.length === 1 ? target.model : `${target.model} ${percent(target.share)}`))
    .join(', ')
  const chain = route.fallbacks.map(group => group.targets.map(target => target.model).join(' or '))
  const bigger = route.escalation === null ? '' : `, ${percent(route.escalation.rate.expected)} escalated`
  return `${route.selection === 'dynamic' ? 'any of ' : ''}${shares}${chain.length > 0 ? `, then ${chain.join(', ')}` : ''}${bigger}`
}

function promptTokens(call: Call, world: World) {
  const size = promptSize(call.prompt, call.route.targets[0]?.model ?? '', world)
  const { measured, declared, assumed } = size.byBasis
  return { total: measured.expected + declared.expected + assumed.expected, prefix: size.prefix.expected }
}

function placeOf(kind: DriverKind, before: Call | undefined, after: Call): Place | null {
  switch (kind) {
    case 'model':
    case 'price': {
      const old = new Set(before?.route.targets.map(target => target.model))
      return (
        (after.route.targets.find(target => !old.has(target.model)) ?? after.route.targets[0])?.at ?? after.at
      )
    }
    case 'routing':
    case 'retries':
      return after.route.at
    case 'prompt':
    case 'caching':
      return kind === 'caching' && after.caching.hitRate?.at && before?.prompt === after.prompt
        ? after.caching.hitRate.at
        : firstDifference(before?.prompt ?? null, after.prompt)
    case 'output':
      return after.output.tokens.at ?? after.at
    case 'calls':
      return after.repetition.loop?.at ?? after.repetition.perRequest.at ?? after.at
    case 'context':
      return after.context.chunks?.at ?? after.context.history?.at ?? after.context.growth?.at ?? after.at
    case 'retrieval':
      return after.retrieval?.at ?? after.at
    case 'capacity':
    case 'traffic':
      return after.at
  }
}

function describeCapacity(base: readonly Capacity[], head: readonly Capacity[], { at }: Workload): Described {
  const words = (parts: readonly Capacity[]) =>
    parts
      .map(
        ({ fact }) => `${fact.units === null ? '?' : number(fact.units.expected)} × ${fact.sku ?? 'unknown'}`,
      )
      .join(', ') || 'none'
  const changed = head.find(
    (_, index) => words(head.slice(index, index + 1)) !== words(base.slice(index, index + 1)),
  )
  const old = base.find(({ fact }) => fact.id === changed?.fact.id)?.fact
  const place =
    changed === undefined ? at : changed.fact.sku === old?.sku ? changed.fact.unitsAt : changed.fact.skuAt
  return { from: words(base), to: words(head), at: [place] }
}

const number = (n: number) =>
  String(Math.round(n * 100) / 100).replace(/\B(?=(?:\d{3})+(?!\d))(?<!\.\d*)/gu, ',')
const tokens = (n: number) => `${number(Math.round(n))} tokens`
const percent = (part: number) => `${number(part * 100)} %`
const plural = (n: number, one: string, many: string) => `${number(n)} ${n === 1 ? one : many}`
const perMonth = (n: number | undefined) =>
  n === undefined ? 'not declared' : `${number(n)} requests a month`
