import type {
  BudgetResult,
  ComponentResult,
  DriverResult,
  EstimateResult,
  FindingResult,
  Judged,
  WorkloadResult,
} from '../result.ts'

/** What sample results are built from; each builder fills in what a sample does not care about. */

type Amounts = {
  readonly request?: number
  readonly month?: number
  readonly solved?: number
  readonly spread?: number
}

/** An estimate with a range of ± `spread` around the expected costs. */
export function estimate({ request, month, solved, spread = 0.12 }: Amounts): EstimateResult {
  const range = (n: number | undefined) =>
    n === undefined ? null : { low: n * (1 - spread), expected: n, high: n * (1 + spread) }
  return {
    usd_per_request: range(request),
    usd_per_month: range(month),
    usd_per_solved_task: range(solved),
    usd_per_outcome: null,
    tokens: { input: 2100, cached: 0, output: 300 },
    unpriced: [],
    metrics: {
      token_efficiency: 0.125,
      effective_usd_per_mtok: null,
      cache_hit_rate: null,
      fallback_rate: null,
      utilization: null,
    },
    serving: null,
    components: [],
  }
}

export const unpriced = (reason: string): EstimateResult => ({ ...estimate({}), unpriced: [reason] })

export function workload(id: string, given: Partial<WorkloadResult>): WorkloadResult {
  const { base = null, head = null } = given
  const key = of(base, 'usd_per_request') === null ? 'usd_per_month' : 'usd_per_request'
  const [before, after] = [of(base, key), of(head, key)]
  return {
    id,
    status: base === null ? 'added' : head === null ? 'removed' : 'changed',
    origin: 'declared',
    owner: '@acme/support',
    environment: 'production',
    tags: {},
    at: { path: 'unitcost.yml', line: 8 },
    requests_per_month: {
      base: of(base, 'usd_per_month') === null ? null : 240_000,
      head: of(head, 'usd_per_month') === null ? null : 240_000,
    },
    delta:
      base && head
        ? {
            usd_per_request: minus(of(head, 'usd_per_request'), of(base, 'usd_per_request')),
            usd_per_month: minus(of(head, 'usd_per_month'), of(base, 'usd_per_month')),
            ratio: before && after !== null ? after / before : null,
          }
        : null,
    drivers: [],
    quality: null,
    benchmark: null,
    outcome: null,
    ...given,
    base,
    head,
  }
}

const of = (side: EstimateResult | null, key: 'usd_per_request' | 'usd_per_month') =>
  side?.[key]?.expected ?? null
const minus = (a: number | null, b: number | null) => (a === null || b === null ? null : a - b)

export function driver(given: Partial<DriverResult> & Pick<DriverResult, 'kind'>): DriverResult {
  const { usd_per_month: month = null, usd_per_request: request = month === null ? null : month / 240_000 } =
    given
  return {
    from: '',
    to: '',
    at: [],
    usd_per_request_high: request,
    ...given,
    usd_per_month: month,
    usd_per_request: request,
  }
}

export function judged(given: Partial<Judged>): Judged {
  const workloads = given.workloads ?? []
  const sum = (side: 'base' | 'head') => {
    const known = workloads.flatMap(workload => workload[side]?.usd_per_month?.expected ?? [])
    return known.length > 0 ? known.reduce((a, b) => a + b, 0) : null
  }
  const [base, head] = [sum('base'), sum('head')]
  return {
    version: 1,
    verdict: 'pass',
    exit_code: given.verdict === 'block' ? 1 : 0,
    provisional: false,
    pending: [],
    base: { revision: 'a1b2c3d4e5f60718293a4b5c6d7e8f9012345678', label: 'a1b2c3d' },
    head: { revision: 'e4f5a6b7c8d90a1b2c3d4e5f60718293a4b5c6d7', label: 'e4f5a6b' },
    totals: {
      usd_per_month: { base, head, delta: base === null || head === null ? null : head - base },
      assumed_share: 0.07,
      measured_share: 0.71,
      declared_share: 0.22,
      unpriced: workloads.filter(({ head }) => (head?.unpriced.length ?? 0) > 0).length,
    },
    workloads,
    findings: [],
    diagnostics: [],
    budgets: [],
    policy: { from: 'base', note: null, changes: [] },
    prices: { as_of: '2026-11-20', date: '2026-11-24', stale: false },
    ...given,
  }
}

export const finding = (given: Partial<FindingResult>): FindingResult => ({
  rule: 'budget',
  budget: null,
  level: 'error',
  workload: 'support-chat',
  message: '',
  why: '',
  suggestions: [],
  at: [],
  cost: { usd_per_month: null, usd_per_request: null },
  waived: null,
  ...given,
})

export const limit = (given: Partial<BudgetResult>): BudgetResult => ({
  id: 'support-monthly',
  workload: 'support-chat',
  limit_kind: 'increase.usd_per_month',
  limit: 500,
  base: 0,
  head: 1240,
  status: 'over',
  at: { path: 'unitcost.yml', line: 31 },
  ...given,
})

export function component(given: Partial<ComponentResult>): ComponentResult {
  return {
    call: 'answer',
    target: 'openai/gpt-4o',
    meter: 'input',
    quantity: 4000,
    unit_price: 2.5,
    usd_per_request: 0.01,
    usd_per_month: null,
    basis: 'declared',
    at: { path: 'prompts/answer.j2', line: 9 },
    source: 'genai-prices 0.1.8',
    as_of: '2026-11-20',
    notes: [],
    ...given,
  }
}
