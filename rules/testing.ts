import { readFileSync } from 'node:fs'
import type { BenchmarkReview } from '../src/diff/benchmark-review.ts'
import type { BudgetConfig } from '../src/config/config.ts'
import type { Delta, Side } from '../src/diff/diff.ts'
import type { Driver } from '../src/diff/driver.ts'
import type { Component, Estimate } from '../src/estimate/estimate.ts'
import { estimate as estimateOf } from '../src/estimate/workload.ts'
import type { World } from '../src/estimate/world.ts'
import type { Basis } from '../src/model/evidence.ts'
import { declared } from '../src/model/quantity.ts'
import type { Call, Loop, Prompt, Target, Workload } from '../src/model/workload.ts'
import type { Draft } from '../src/policy/finding.ts'
import type { JudgedDelta, Rule, RuleInput } from '../src/policy/rule.ts'
import { share, tokens, usdPerMonth, usdPerRequest } from '../src/units.ts'
import { worldOf } from '../test/builders.ts'

/** Small things to try rules on: `support-chat`, one call of one model, written in unitcost.yml. */

type Trial<Options> = {
  readonly deltas: readonly JudgedDelta[]
  readonly options?: Partial<Options>
  readonly benchmarks?: RuleInput<Options>['benchmarks']
  readonly prices?: RuleInput<Options>['prices']
  readonly qualityLimits?: ReadonlySet<string>
  readonly world?: World
  readonly budgets?: readonly BudgetConfig[]
  readonly tiers?: RuleInput<Options>['tiers']
}

/** What a rule says on 2026-11-24, with its defaults where the trial says nothing. */
export const drafts = <Options>(
  rule: Rule<Options>,
  { options, ...trial }: Trial<Options>,
): readonly Draft[] =>
  rule.check({
    prices: FRESH,
    world: NO_PRICES,
    budgets: [],
    benchmarks: [],
    tiers: {},
    date: '2026-11-24',
    qualityLimits: new Set(),
    ...trial,
    options: { ...rule.defaults, ...options },
  })

const NO_PRICES = worldOf({})
const FRESH = { asOf: '2026-11-20', stale: false }

/** Findings as a reader would meet them. */
export const told = (findings: readonly Draft[]) =>
  findings
    .map(({ workload, message, why, suggestions, at }) =>
      [
        [workload ?? 'this change', ...at.map(({ path, line }) => `${path}:${line ?? '?'}`)].join(' @ '),
        message,
        why,
        ...suggestions.map(suggestion => `- ${suggestion}`),
      ].join('\n'),
    )
    .join('\n\n')

/** The sentences of the example that a rule's page shows: its only quotation. */
export const pageExample = (id: string) =>
  readFileSync(new URL(`${id}.md`, import.meta.url), 'utf8')
    .split('\n')
    .filter(line => line.startsWith('> '))
    .map(line => line.slice(2))

/** The sentences of a finding, for comparison with its page. */
export const sentences = ({ message, why, suggestions }: Draft) => [
  message,
  why,
  ...suggestions.map(suggestion => `- ${suggestion}`),
]

type Given = Partial<JudgedDelta>

/** Changed, unless a side is missing or the status is given. */
export function delta({ base = null, head = null, ...given }: Given): JudgedDelta {
  const status: Delta['status'] = base === null ? 'added' : head === null ? 'removed' : 'changed'
  const { id } = (head ?? base ?? side({})).workload
  return { id, status, base, head, drivers: [], quality: null, strict: null, undeclared: false, ...given }
}

/** A side that costs what the estimate says. */
export function priced(of: Partial<Workload>, world: World): Side {
  const given = workload(of)
  return { workload: given, estimate: estimateOf(given, world) }
}

export const side = (of: Partial<Workload>, costs: Partial<Estimate> = {}): Side => ({
  workload: workload(of),
  estimate: estimate(costs),
})

const workload = (given: Partial<Workload>): Workload => ({
  id: 'support-chat',
  identity: 'declared:support-chat',
  origin: 'declared',
  at: { path: 'unitcost.yml', line: 8 },
  owner: '@acme/support',
  environment: 'production',
  tags: {},
  traffic: null,
  urgency: null,
  outcome: null,
  calls: [call()],
  capacity: [],
  fixedCosts: [],
  benchmarks: [],
  latency: null,
  quality: null,
  evaluation: null,
  usage: null,
  problems: [],
  files: ['prompts/answer.j2'],
  ...given,
})

export const call = (given: Partial<Call> = {}): Call => ({
  id: 'answer',
  at: { path: 'unitcost.yml', line: 11 },
  prompt: PROMPT,
  context: { chunks: null, tokensPerChunk: null, history: null, growth: null },
  retrieval: null,
  output: { tokens: declared(tokens(240), { path: 'unitcost.yml', line: 14 }), maximum: null },
  repetition: { perRequest: declared(1, null), loop: null },
  caching: { hitRate: null, prefix: PROMPT, response: null },
  retries: { retryRate: null, fallbackRate: null },
  route: {
    id: 'openai/gpt-4o',
    at: { path: 'unitcost.yml', line: 12 },
    selection: 'weighted',
    targets: [target('openai/gpt-4o')],
    retries: 0,
    fallbacks: [],
    escalation: null,
    routerCalls: [],
    gateway: null,
  },
  about: { task: null, limits: null, labels: null },
  ...given,
})

export const looping = (given: Partial<Loop> = {}): Call =>
  call({
    id: 'plan',
    repetition: {
      perRequest: declared(1, null),
      loop: {
        at: { path: 'unitcost.yml', line: 31 },
        mean: null,
        p95: null,
        maximum: null,
        measured: null,
        ...given,
      },
    },
  })

export const template = (given: Partial<Extract<Prompt, { kind: 'template' }>>): Prompt => ({
  kind: 'template',
  at: { path: 'prompts/answer.j2', line: 1 },
  messages: [],
  tools: [],
  responseSchema: null,
  samples: {},
  sizes: {},
  ...given,
})

const PROMPT = template({
  messages: [{ role: 'system', parts: [{ kind: 'text', text: 'Answer kindly.', line: 1 }] }],
})

export const target = (model: string, given: Partial<Target> = {}): Target => ({
  id: model,
  model,
  deployment: 'on-demand',
  region: null,
  share: share(1),
  stated: null,
  problem: null,
  alternative: null,
  at: { path: 'gateway/litellm.yaml', line: 4 },
  ...given,
})

/** What can only be told by a price of nothing: no cost, no reason. */
const estimate = (given: Partial<Estimate>): Estimate => ({
  perRequest: null,
  perMonth: null,
  perSolvedTask: null,
  perOutcome: null,
  unpriced: [],
  serving: null,
  tokens: { input: 2100, cached: 0, output: 240 },
  metrics: {
    tokenEfficiency: null,
    effectiveUsdPerMtok: null,
    cacheHitRate: null,
    fallbackRate: null,
    utilization: null,
  },
  components: [],
  ...given,
})

/** USD per request. Without ends there is no doubt about it. */
export const request = (expected: number, high = expected, low = expected) => ({
  low: usdPerRequest(low),
  expected: usdPerRequest(expected),
  high: usdPerRequest(high),
})

export const month = (expected: number, high = expected, low = expected) => ({
  low: usdPerMonth(low),
  expected: usdPerMonth(expected),
  high: usdPerMonth(high),
})

export const component = (
  meter: Component['meter'],
  usd: number,
  given: Partial<Component> & { readonly basis: Basis },
): Component => ({
  call: 'answer',
  target: 'openai/gpt-4o',
  meter,
  quantity: 1000,
  unitPrice: 2.5,
  perRequest: usdPerRequest(usd),
  perMonth: null,
  at: null,
  source: 'genai-prices 0.1.8',
  asOf: '2026-11-20',
  notes: [],
  ...given,
})

export const driver = (given: Partial<Driver> & Pick<Driver, 'kind'>): Driver => ({
  perRequest: null,
  perRequestHigh: null,
  perMonth: null,
  from: '',
  to: '',
  at: [],
  ...given,
})

/** A run of yesterday on one L4, new at head. */
export const benchmark = (given: Partial<BenchmarkReview> = {}): BenchmarkReview => ({
  workload: 'support-chat',
  state: 'measured',
  at: { path: '.unitcost/benchmarks/llama-1x-l4.json', line: null },
  source: 'unitcost bench on 1 × NVIDIA L4',
  ageDays: 1,
  why: null,
  changes: [],
  run: null,
  ...given,
})
