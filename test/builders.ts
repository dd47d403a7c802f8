import { capacity } from '../src/readers/infra/capacity-fact.ts'
import { openWorld, type World } from '../src/estimate/world.ts'
import { ASSUMPTIONS } from '../src/model/assumptions.ts'
import type { BenchmarkFact, BenchmarkPoint } from '../src/model/benchmark.ts'
import type { CapacityFact } from '../src/model/fact.ts'
import { declared, exactly } from '../src/model/quantity.ts'
import type { Call, Capacity, Prompt, Route, Target, TargetGroup, Workload } from '../src/model/workload.ts'
import type { ModelPrice, PriceBook, PriceTier } from '../src/prices/book.ts'
import {
  requestsPerMonth,
  share,
  tokens,
  usdPerHour,
  usdPerMillionTokens,
  usdPerRequest,
} from '../src/units.ts'

export const HERE = { path: 'unitcost.yml', line: 1 }

/** USD per million tokens. */
export type Prices = {
  readonly input: number
  readonly output: number
  readonly cacheRead?: number
  readonly cacheWrite?: number
  readonly minimumPrefix?: number
  readonly prefixStep?: number
  readonly contextWindow?: number
  readonly retires?: string
  /** What a batch costs, as a part of the price; without it there is no batch price. */
  readonly batch?: number
  readonly above?: { readonly threshold: number; readonly input: number; readonly output: number }
}

type Shelf = {
  readonly models?: Readonly<Record<string, Prices>>
  /** USD per unit-hour by sku. */
  readonly units?: Readonly<Record<string, number>>
  /** USD per search. */
  readonly rerank?: number
}

export function bookOf({ models = {}, units = {}, rerank }: Shelf): PriceBook {
  const sourced = { source: 'test prices', asOf: '2026-11-01' }
  const missing = (name: string) => ({
    kind: 'missing' as const,
    reason: `no price for ${name}`,
    suggestions: [],
  })
  return {
    model: ({ model, deployment }) => {
      const prices = models[model]
      if (prices === undefined) return missing(model)
      if (deployment !== 'batch') return { kind: 'found', ...priceOf(model, prices) }
      if (prices.batch === undefined) return missing(`${model} in a batch`)
      const { input, output, batch } = prices
      return { kind: 'found', ...priceOf(model, { ...prices, input: input * batch, output: output * batch }) }
    },
    capacity: ({ sku }) => {
      const price = units[sku]
      if (price === undefined) return missing(sku)
      const gpu = sku === 'gpu' ? null : sku
      const plain = { gpus: 1, gpu, region: 'here', regionAssumed: false, note: null }
      return { kind: 'found', perUnitHour: usdPerHour(price), ...plain, ...sourced }
    },
    accelerator: ({ accelerator }) => {
      const price = units[accelerator]
      if (price === undefined) return missing(accelerator)
      const plain = { gpus: 1, gpu: accelerator, region: 'here', regionAssumed: false, note: null }
      return { kind: 'found', perUnitHour: usdPerHour(price), sku: 'small', ...plain, ...sourced }
    },
    hardware: () => null,
    rerank: model =>
      rerank === undefined ? missing(model) : { kind: 'found', perSearch: usdPerRequest(rerank), ...sourced },
    asOf: '2026-11-01',
    stale: false,
  }
}

function priceOf(id: string, prices: Prices): ModelPrice {
  const tier = (above: number, input: number, output: number): PriceTier => ({
    above,
    input: usdPerMillionTokens(input),
    output: usdPerMillionTokens(output),
    cacheRead: prices.cacheRead === undefined ? null : usdPerMillionTokens(prices.cacheRead),
    cacheWrite: prices.cacheWrite === undefined ? null : usdPerMillionTokens(prices.cacheWrite),
  })
  const { above } = prices
  return {
    id,
    tiers: [
      tier(0, prices.input, prices.output),
      ...(above === undefined ? [] : [tier(above.threshold, above.input, above.output)]),
    ],
    minimumPrefix: prices.minimumPrefix ?? 0,
    prefixStep: prices.prefixStep ?? 1,
    contextWindow: prices.contextWindow ?? null,
    retires:
      prices.retires === undefined ? null : { on: prices.retires, source: 'test prices', asOf: '2026-11-01' },
    source: 'test prices',
    asOf: '2026-11-01',
  }
}

/** One token is one character, so that a fixture can say how long its texts are. */
export const worldOf = (shelf: Shelf): World =>
  openWorld({ book: bookOf(shelf), count: text => text.length, assumptions: ASSUMPTIONS, date: '2026-11-25' })

export const size = (n: number) => declared(tokens(n), HERE)

export const profile = (input: number): Prompt => ({ kind: 'profile', at: HERE, input: size(input) })

export const targetOf = (model: string, part = 1, more: Partial<Target> = {}): Target => ({
  id: model,
  model,
  deployment: 'on-demand',
  region: null,
  share: share(part),
  stated: null,
  problem: null,
  alternative: null,
  at: HERE,
  ...more,
})

export const groupOf = (targets: readonly Target[], more: Partial<TargetGroup> = {}): TargetGroup => ({
  id: 'group',
  at: HERE,
  selection: 'weighted',
  targets,
  retries: 0,
  ...more,
})

export const routeTo = (model: string, more: Partial<Route> = {}): Route => ({
  ...groupOf([targetOf(model)]),
  fallbacks: [],
  escalation: null,
  routerCalls: [],
  gateway: null,
  ...more,
})

export function callOf(more: Partial<Call> & { readonly model?: string } = {}): Call {
  const { model = 'small', ...given } = more
  const prompt = given.prompt ?? profile(1000)
  return {
    id: 'answer',
    at: HERE,
    prompt,
    context: { chunks: null, tokensPerChunk: null, history: null, growth: null },
    retrieval: null,
    output: { tokens: size(300), maximum: null },
    repetition: { perRequest: declared(1, HERE), loop: null },
    caching: { hitRate: null, prefix: prompt, response: null },
    retries: { retryRate: null, fallbackRate: null },
    route: routeTo(model),
    about: { task: null, limits: null, labels: null },
    ...given,
  }
}

export const workloadOf = (calls: readonly Call[], more: Partial<Workload> = {}): Workload => ({
  id: 'support-chat',
  identity: 'declared:support-chat',
  origin: 'declared',
  at: HERE,
  owner: null,
  environment: null,
  tags: {},
  traffic: null,
  urgency: null,
  outcome: null,
  calls,
  capacity: [],
  fixedCosts: [],
  benchmarks: [],
  latency: null,
  quality: null,
  evaluation: null,
  usage: null,
  problems: [],
  files: [],
  ...more,
})

export const traffic = (n: number) => declared(requestsPerMonth(n), HERE)

export function capacityOf(sku: string, units: number, more: Partial<CapacityFact> = {}): Capacity {
  const fact = capacity({
    id: 'aws_instance.gpu',
    at: HERE,
    resource: 'gpu-instance',
    provider: 'aws',
    sku,
    units: exactly(units),
    ...more,
  })
  return { fact, part: share(1), basis: 'declared', carries: [] }
}

const UNKNOWN = { p50: null, p95: null, p99: null }

/** A load of a benchmark: 1 request per second of 1,000 tokens in and 250 out. */
export const pointOf = (more: Partial<BenchmarkPoint> = {}): BenchmarkPoint => ({
  load: { kind: 'rate', value: 1 },
  requestsPerSecond: 1,
  inputTokensPerSecond: 1000,
  outputTokensPerSecond: 250,
  inputTokens: 1000,
  outputTokens: 250,
  ttftMs: UNKNOWN,
  tpotMs: UNKNOWN,
  endToEndMs: UNKNOWN,
  succeeded: 300,
  failed: 0,
  durationSeconds: 300,
  goodputRequestsPerSecond: null,
  averageWatt: null,
  flags: [],
  ...more,
})

/** A benchmark of a small model on one L4. */
export const benchmarkOf = (more: Partial<BenchmarkFact> = {}): BenchmarkFact => ({
  kind: 'benchmark',
  id: 'bench/l4.json',
  at: { path: 'bench/l4.json', line: 1 },
  tool: 'vllm bench serve',
  model: 'llama',
  precision: null,
  engine: 'vllm',
  hardware: { name: 'L4', count: 1, basis: 'measured' },
  ranAt: '2026-11-20T10:00:00Z',
  commit: null,
  heldSeconds: null,
  points: [pointOf()],
  repeats: [],
  ...more,
})
