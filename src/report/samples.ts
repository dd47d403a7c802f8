import { driver, estimate, finding, judged, limit, workload } from './samples/build.ts'
import {
  overIncrease,
  blockedByIncrease,
  blockedByMonthlyBudget,
  blockedByUnreadableFile,
  blockedByRule,
  notJudged,
  blockedByUnknown,
  cheaperAndWorse,
} from './samples/blocked.ts'
import { gpuPool, invoiceExtract, reranker, rest, supportChat, triage } from './samples/workloads.ts'

/** Results written by hand, one for each telling situation: what every reporter is tested on. */

const noTotals = { ...judged({}).totals, measured_share: 0, declared_share: 0.3, assumed_share: 0.7 }

export const noTraffic = judged({ workloads: [triage], totals: noTotals })

export const mixedTraffic = judged({
  verdict: 'warn',
  workloads: [invoiceExtract, triage, ...rest],
  findings: [
    finding({
      rule: 'prompt-cache-broken',
      level: 'warning',
      workload: 'triage-agent',
      message: '`{{ now }}` stands before the instructions.',
      why: 'Everything after the first changing part is paid in full on every request.',
      suggestions: ['Move `{{ now }}` below the instructions.'],
      at: [{ path: 'agents/triage.py', line: 18 }],
    }),
  ],
})

export const capacityOnly = judged({ workloads: [gpuPool] })

export const added = judged({
  workloads: [
    workload('reranker', {
      head: estimate({ request: 0.002, month: 480 }),
      at: { path: 'unitcost.yml', line: 40 },
    }),
    ...rest,
  ],
})

export const removed = judged({
  workloads: [workload('reranker', { base: estimate({ request: 0.002, month: 480 }) }), ...rest],
})

export const becameUnpriced = judged({
  verdict: 'warn',
  workloads: [reranker, ...rest],
  totals: { ...judged({}).totals, usd_per_month: { base: 1980, head: null, delta: null }, unpriced: 1 },
})

export const allDecreased = judged({ workloads: [invoiceExtract, ...rest] })

export const nothingChanged = judged({ workloads: rest })

export const nearLimit = judged({
  verdict: 'warn',
  workloads: [supportChat],
  findings: [
    finding({
      ...overIncrease,
      level: 'warning',
      budget: 'support-total',
      message: 'support-chat would cost $4,480/month: 90 % of the limit of `support-total`, $5,000/month.',
      why: '`warn_at` asks for a warning from 80 % on; base was below it.',
      suggestions: [],
    }),
  ],
  budgets: [
    limit({
      id: 'support-total',
      limit_kind: 'usd_per_month',
      limit: 5000,
      base: 3240,
      head: 4480,
      status: 'near',
    }),
  ],
})

export const observed = judged({
  workloads: [supportChat],
  findings: [{ ...overIncrease, level: 'note' }],
  budgets: [limit({})],
})

export const waived = judged({
  workloads: [supportChat],
  findings: [
    {
      ...overIncrease,
      waived: {
        by: '@acme/finops',
        until: '2026-12-31',
        because: 'launch week',
        up_to: { usd_per_month: 5000, usd_per_request: null, usd_per_solved_task: null },
      },
    },
  ],
  budgets: [limit({})],
})

export const provisional = judged({ workloads: [gpuPool], provisional: true, pending: ['benchmark'] })

export const policyChanged = judged({
  workloads: [supportChat],
  policy: {
    from: 'base',
    note: null,
    changes: [
      {
        what: 'budget support-monthly: increase limit +$500/month → +$2,000/month',
        at: { path: 'unitcost.yml', line: 31 },
      },
      { what: 'rule agent-loop-unbounded: error → off', at: { path: 'unitcost.yml', line: 44 } },
    ],
  },
})

export const policyFromHead = judged({
  workloads: [invoiceExtract],
  policy: {
    from: 'head',
    note: 'a1b2c3d has no unitcost.yml, so the one of this change was applied.',
    changes: [],
  },
})

export const worstCaseOnly = judged({
  workloads: [
    workload('support-chat', {
      base: estimate({ request: 0.0135, month: 3240, spread: 0.1 }),
      head: estimate({ request: 0.0135, month: 3240, spread: 0.5 }),
      drivers: [
        driver({
          kind: 'retries',
          from: '2 retries',
          to: '5 retries',
          usd_per_month: 0,
          usd_per_request: 0,
          usd_per_request_high: 0.0054,
          at: [{ path: 'gateway/litellm.yaml', line: 30 }],
        }),
      ],
    }),
  ],
})

/** The declaration of traffic was taken away: a month is unknown, not free. */
export const trafficGone = judged({
  verdict: 'warn',
  workloads: [
    workload('support-chat', {
      base: estimate({ request: 0.0135, month: 3240 }),
      head: estimate({ request: 0.0135 }),
    }),
    ...rest,
  ],
  totals: { ...judged({}).totals, usd_per_month: { base: 4740, head: null, delta: null } },
})

export const tinyCosts = judged({
  workloads: [
    workload('tagging', {
      base: estimate({ request: 0.00000042, month: 0.42 }),
      head: estimate({ request: 0.0000021, month: 2.1 }),
    }),
  ],
})

export const SITUATIONS = {
  'blocked-by-increase': blockedByIncrease,
  'blocked-by-monthly-budget': blockedByMonthlyBudget,
  'blocked-by-unreadable-file': blockedByUnreadableFile,
  'blocked-by-rule': blockedByRule,
  'blocked-by-unknown-cost': blockedByUnknown,
  'cheaper-and-worse': cheaperAndWorse,
  'not-judged': notJudged,
  'no-traffic': noTraffic,
  'mixed-traffic': mixedTraffic,
  'capacity-only': capacityOnly,
  added,
  removed,
  'became-unpriced': becameUnpriced,
  'all-decreased': allDecreased,
  'nothing-changed': nothingChanged,
  'near-limit': nearLimit,
  observed,
  waived,
  provisional,
  'policy-changed': policyChanged,
  'policy-from-head': policyFromHead,
  'worst-case-only': worstCaseOnly,
  'tiny-costs': tinyCosts,
  'traffic-gone': trafficGone,
} as const
