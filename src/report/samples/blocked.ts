import type { NotJudged } from '../result.ts'
import { quality } from './quality.ts'
import { finding, judged, limit, unpriced } from './build.ts'
import { invoiceExtract, reranker, rest, smallChange, supportChat, triage } from './workloads.ts'

/** Changes that may not be merged, and the run that could not judge. */

export const overIncrease = finding({
  budget: 'support-monthly',
  message: 'support-chat would cost +$1,240/month; `support-monthly` allows +$500/month.',
  why: 'Mostly model (gpt-4o-mini → gpt-4o): +$860/month and caching (cached prefix 3,012 → 0 tokens): +$290/month.',
  suggestions: [
    'Keep gpt-4o-mini (gateway/litellm.yaml:14): −$860/month.',
    'Restore the cached prefix of 3,012 tokens (prompts/answer.j2:3): −$290/month.',
    'Or raise `support-monthly` in unitcost.yml, in a change of its own that its owners approve.',
  ],
  at: [
    { path: 'gateway/litellm.yaml', line: 14 },
    { path: 'prompts/answer.j2', line: 3 },
    { path: 'unitcost.yml', line: 31 },
  ],
})

export const blockedByIncrease = judged({
  verdict: 'block',
  workloads: [supportChat, invoiceExtract, ...[1, 2, 3, 4, 5, 6].map(smallChange), ...rest],
  findings: [overIncrease],
  budgets: [
    limit({}),
    limit({ limit_kind: 'usd_per_month', limit: 25_000, base: 3240, head: 4480, status: 'ok' }),
  ],
})

export const blockedByMonthlyBudget = judged({
  verdict: 'block',
  workloads: [supportChat, ...rest],
  findings: [
    finding({
      budget: 'support-total',
      message: 'support-chat would cost $4,480/month; the limit of `support-total` is $4,000/month.',
      suggestions: [
        'Or raise `support-total` in unitcost.yml, in a change of its own that its owners approve.',
      ],
      at: [{ path: 'unitcost.yml', line: 36 }],
    }),
  ],
  budgets: [
    limit({
      id: 'support-total',
      limit_kind: 'usd_per_month',
      limit: 4000,
      base: 3240,
      head: 4480,
      at: { path: 'unitcost.yml', line: 36 },
    }),
  ],
})

export const blockedByUnreadableFile = judged({
  verdict: 'block',
  workloads: [
    {
      ...reranker,
      id: 'support-chat',
      head: unpriced('route:gateway/litellm.yaml#smart: the file does not parse'),
    },
  ],
  diagnostics: [
    {
      code: 'yaml-syntax',
      severity: 'error',
      message: 'this YAML does not parse: a mapping value is not allowed here',
      hint: 'Fix the indentation of `litellm_params`, or remove the route from unitcost.yml.',
      path: 'gateway/litellm.yaml',
      line: 7,
    },
  ],
})

export const blockedByRule = judged({
  verdict: 'block',
  workloads: [triage],
  findings: [
    finding({
      rule: 'agent-loop-unbounded',
      workload: 'triage-agent',
      message: 'The loop of triage-agent has no maximum.',
      why: 'One confused request may run, and be billed, until the provider stops it.',
      suggestions: ['Set `max_iterations`, for example 8.'],
      at: [{ path: 'agents/triage.py', line: 31 }],
    }),
  ],
})

export const notJudged: NotJudged = {
  version: 1,
  verdict: null,
  exit_code: 2,
  error: {
    code: 'base-missing',
    message: 'base a1b2c3d is not in this clone',
    hint: 'Check out with `fetch-depth: 0`, or run `git fetch origin main`.',
  },
  workloads: [],
  findings: [],
  diagnostics: [],
}

export const blockedByUnknown = judged({
  verdict: 'block',
  workloads: [reranker, ...rest],
  totals: { ...judged({}).totals, usd_per_month: { base: 1980, head: null, delta: null }, unpriced: 1 },
  findings: [
    finding({
      budget: 'search-monthly',
      workload: 'reranker',
      message:
        'reranker cannot be shown to stay within `search-monthly`: no price for acme/rerank-2 in the price book of 2026-11-20.',
      why: 'A cost that nobody knows is neither zero nor within a limit.',
      suggestions: ['Correct the name, or state a price for it in .unitcost/prices.json.'],
      at: [
        { path: 'search/config.yaml', line: 4 },
        { path: 'unitcost.yml', line: 50 },
      ],
    }),
  ],
  budgets: [
    limit({
      id: 'search-monthly',
      workload: 'reranker',
      limit_kind: 'usd_per_month',
      limit: 600,
      base: 480,
      head: null,
      at: { path: 'unitcost.yml', line: 50 },
      status: 'unknown',
    }),
  ],
})

export const cheaperAndWorse = judged({
  verdict: 'block',
  workloads: [
    {
      ...invoiceExtract,
      quality: quality([48, 41, 50], {
        verdict: 'regressed',
        interval: { low: -0.238, high: -0.061 },
        visible_drop: 0.15,
        usd_per_solved_task: {
          base: { tests: 50, expected: 0.00219, interval: { low: 0.0021, high: 0.00231 } },
          head: { tests: 50, expected: 0.0022, interval: { low: 0.00199, high: 0.00244 } },
          ratio: { value: 1.0046, interval: { low: 0.93, high: 1.1 } },
        },
      }),
    },
  ],
  findings: [
    finding({
      budget: 'billing',
      workload: 'invoice-extract',
      message:
        'invoice-extract answers worse: 7 of 50 tests passed before and fail now (pass rate −14 pp); `billing` allows 5 pp.',
      why: 'Chance alone would do this in fewer than 1 of 20 comparisons: the rate surely falls by 6.1 pp or more.',
      suggestions: [
        'Look at what it answers now in the tests t1, t2, t3, t4, t5 and 2 more.',
        'Or keep the prompt that passed them.',
      ],
      at: [
        { path: 'evals/results.json', line: null },
        { path: 'unitcost.yml', line: 60 },
      ],
    }),
  ],
})
