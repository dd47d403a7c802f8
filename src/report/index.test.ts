import { expect, test } from 'vitest'
import { reporters } from './index.ts'
import { headline } from './headline.ts'
import { SITUATIONS } from './samples.ts'

const cases = Object.entries(reporters).flatMap(([format, reporter]) =>
  Object.entries(SITUATIONS).map(([name, result]) => ({ format, reporter, name, result })),
)

test.for(cases)('$format of $name: the same result, the same bytes', ({ reporter, result }) => {
  expect(reporter(structuredClone(result))).toBe(reporter(result))
  expect(reporter(result).endsWith('\n')).toBe(true)
})

test('every first line reads like the subject of an e-mail', () => {
  const lines = Object.entries(SITUATIONS).map(([name, result]) => `${name}: ${headline(result)}`)
  expect(lines.join('\n')).toMatchInlineSnapshot(`
    "blocked-by-increase: Inference cost +$1,228/month (+22 %): support-chat is over its limit of +$500/month
    blocked-by-monthly-budget: Inference cost +$1,240/month (+26 %): support-chat is over its limit of $4,000/month
    blocked-by-unreadable-file: Inference cost unknown: gateway/litellm.yaml does not parse (line 7)
    blocked-by-rule: Inference cost +38 % per request (+$5.10 per 1,000 requests, +$510 at 100,000 requests/month): triage-agent breaks rule agent-loop-unbounded
    blocked-by-unknown-cost: Inference cost unknown: reranker cannot be shown to stay within \`search-monthly\`: no price for acme/rerank-2 in the price book of 2026-11-20
    cheaper-and-worse: Cheaper and worse, inference cost −$30/month (−14 %): invoice-extract answers worse: 7 of 50 tests passed before and fail now (pass rate −14 pp); \`billing\` allows 5 pp
    not-judged: Inference cost could not be judged: base a1b2c3d is not in this clone
    no-traffic: Inference cost +38 % per request (+$5.10 per 1,000 requests, +$510 at 100,000 requests/month): triage-agent, calls 1 step → 2 steps
    mixed-traffic: Inference cost −$30/month (−1.8 %), and +$5.10 per 1,000 requests where no traffic is declared: triage-agent, calls 1 step → 2 steps, and 1 more workload
    capacity-only: Inference cost +$2,203/month (×4): infra/aws_instance.gpu, capacity 1 → 4 × g5.xlarge
    added: Inference cost +$480/month (+32 %): reranker is new
    removed: Inference cost −$480/month (−24 %): reranker is removed
    became-unpriced: Inference cost unknown: no price for acme/rerank-2 in the price book of 2026-11-20 (reranker)
    all-decreased: Inference cost −$30/month (−1.8 %): invoice-extract, output 300 → 220 tokens
    nothing-changed: No change in inference cost since a1b2c3d
    near-limit: Inference cost +$1,240/month (+38 %): support-chat is near its limit of $5,000/month
    observed: Inference cost +$1,240/month (+38 %): support-chat is over its limit of +$500/month (not enforced)
    waived: Inference cost +$1,240/month (+38 %): support-chat is over its limit of +$500/month, waived until 2026-12-31
    provisional: Inference cost +$2,203/month (×4): infra/aws_instance.gpu, capacity 1 → 4 × g5.xlarge (provisional)
    policy-changed: Inference cost +$1,240/month (+38 %): support-chat, model gpt-4o-mini → gpt-4o
    policy-from-head: Inference cost −$30/month (−14 %): invoice-extract, output 300 → 220 tokens
    worst-case-only: Worst-case inference cost +$1,296/month, expected cost unchanged: support-chat, 2 → 5 retries
    tiny-costs: Inference cost +$1.68/month (×5): tagging
    traffic-gone: Monthly inference cost unknown: no traffic is declared for support-chat any more"
  `)
})

test('unknown is never told as nothing', () => {
  for (const name of ['became-unpriced', 'blocked-by-unknown-cost', 'blocked-by-unreadable-file'] as const) {
    expect(headline(SITUATIONS[name])).toMatch(/^Inference cost unknown/)
    expect(reporters.markdown(SITUATIONS[name])).not.toMatch(/\$0(?![.\d])|−\$/)
    expect(reporters.terminal(SITUATIONS[name])).not.toMatch(/\$0(?![.\d])|−\$/)
  }
})
