import { describe, expect, test } from 'vitest'
import { commentOf, unitcost } from './command.ts'
import { judged, withPullRequest } from './pull-request.ts'

const GPU = `resource "aws_instance" "llm" {
  instance_type = "g6.xlarge"
  tags          = { "unitcost.workload" = "faq-bot" }
}
`

const faq = (more = '') => `version: 1
workloads:
  faq-bot:
    traffic: 1M/month
    served_by: [infra/llm.tf]
    slo: { ttft_p95_ms: 800, tpot_p95_ms: 60 }
    calls:
      answer:
        prompt: prompts/answer.j2
        model: hosted_vllm/meta-llama/Llama-3.1-8B-Instruct
        variables: { question: 880 }
        output_tokens: 250
${more}`

/** `vllm bench serve` on one L4: ladder of requests a second; time to first token at P95 in ms. */
const benchmark = (ladder: readonly (readonly [number, number])[], gpu = '1xNVIDIA_L4') =>
  ladder
    .map(([rate, ttft]) =>
      JSON.stringify({
        backend: 'vllm',
        model_id: 'meta-llama/Llama-3.1-8B-Instruct',
        date: '20261101-120000',
        gpu,
        num_prompts: rate * 600,
        request_rate: rate,
        duration: 600,
        completed: rate * 600,
        failed: 0,
        total_input_tokens: rate * 600 * 1000,
        total_output_tokens: rate * 600 * 250,
        request_throughput: rate,
        output_throughput: rate * 250,
        median_ttft_ms: ttft / 2,
        p95_ttft_ms: ttft,
        p99_ttft_ms: ttft * 1.2,
        median_tpot_ms: 30,
        p95_tpot_ms: 40,
        p99_tpot_ms: 44,
      }),
    )
    .join('\n')

const FAST = benchmark([
  [0.5, 200],
  [1, 400],
  [2, 2500],
])
const SLOW = benchmark([
  [0.25, 300],
  [0.5, 700],
  [1, 2600],
])

const REPOSITORY = { 'unitcost.yml': faq(), 'infra/llm.tf': GPU, 'bench/l4.jsonl': FAST }

const served = ({ result }: Awaited<ReturnType<typeof judged>>, side: 'base' | 'head' = 'head') =>
  result.workloads.find(({ id }) => id === 'faq-bot')?.[side]

describe('a GPU in Terraform, a self-hosted workload, and a benchmark file', () => {
  test('give the used part, the idle part, the cost of a request, and both prices of a token', async () => {
    const faqBot = served(await judged({ base: REPOSITORY, head: { 'README.md': 'unrelated' } }))
    const month = 730 * 0.8048
    // A million requests of 922 tokens in and 250 out; an output token counts 4.
    const utilization = (1e6 * (922 + 4 * 250)) / (2_628_000 * (1000 + 4 * 250))
    const near = (value: number): unknown => expect.closeTo(value, 9)
    expect(faqBot).toMatchObject({
      usd_per_month: { expected: near(month) },
      usd_per_request: { expected: near(month / 1e6) },
      tokens: { input: 922, output: 250 },
      serving: {
        effective_usd_per_mtok: near(month / 1172),
        split: {
          input_usd_per_mtok: near(month / 1922),
          output_usd_per_mtok: near((4 * month) / 1922),
          output_weight: 4,
        },
        load: {
          utilization: near(utilization),
          idle_share: near(1 - utilization),
          basis: 'measured',
          source: 'vllm bench serve on 1 × NVIDIA L4',
          at: { path: 'bench/l4.jsonl' },
          point: {
            requests_per_second: 1,
            output_tokens_per_second: 250,
            ttft_p95_ms: 400,
            limited_by: 'ttft_p95',
            usd_per_request_at_full_use: near((month / 1e6) * utilization),
          },
        },
      },
    })
  })

  test('a slower benchmark moves no dollar, and the comment says what it takes of the machine', async () => {
    const change = { base: REPOSITORY, head: { 'bench/l4.jsonl': SLOW } }
    const both = await judged(change)
    expect(served(both, 'base')?.serving?.load?.utilization).toBeCloseTo(0.38, 1)
    expect(served(both)?.serving?.load?.utilization).toBeCloseTo(0.76, 1)
    expect(both.result.totals.usd_per_month.delta).toBe(0)
    const comment = await withPullRequest(change, ({ dir }) =>
      commentOf(['diff', 'main', 'pull-request'], { cwd: dir }),
    )
    expect(comment.split('\n').find(line => line.includes('Capacity'))).toMatchInlineSnapshot(
      `"**Capacity** \`faq-bot\` 37 % used before, 73 % used, 27 % idle (vllm bench serve on 1 × NVIDIA L4), $0.5013 per 1M tokens served ($0.3057 in, $1.223 out, at 1 : 4); measured for this change, cost per request at full use +100 %, first token (P95) +550 %, time per token (P95) +0 % against base, inconclusive: one run on a side does not tell what is chance, this benchmark itself cost $0.4024 (30 minutes of these machines)  "`,
    )
  })

  test('a benchmark that does not say on what it ran carries nothing, and why is said', async () => {
    const found = await judged({
      base: REPOSITORY,
      head: { 'bench/l4.jsonl': benchmark([[1, 400]], 'NVIDIA_L4') },
    })
    expect(served(found)?.serving).toMatchObject({
      load: { basis: 'assumed' },
      unused_benchmarks: ['bench/l4.jsonl does not count: it does not say on what it ran'],
    })
    expect(found.result.diagnostics.map(({ code, severity }) => `${severity} ${code}`)).toContain(
      'note benchmark-hardware',
    )
  })

  test('a benchmark that is cut off blocks: what it said before is not gone, but unknown', async () => {
    const found = await judged({ base: REPOSITORY, head: { 'bench/l4.jsonl': FAST.slice(0, -40) } })
    expect(found.result.diagnostics).toContainEqual(
      expect.objectContaining({ code: 'json-syntax', severity: 'error', line: 3 }),
    )
    expect(found.result.verdict).toBe('block')
  })

  test('explain shows the load behind the used part', async () => {
    const { stdout } = await withPullRequest(
      { base: REPOSITORY, head: { 'README.md': 'unrelated' } },
      ({ dir }) => unitcost(['explain', 'faq-bot', '--date', '2026-11-20'], { cwd: dir }),
    )
    expect(
      stdout
        .split('\n')
        .filter(line => /used|carries|full|token/.test(line))
        .join('\n'),
    ).toMatchInlineSnapshot(`
      "  tokens    922 in, of which 0 cached; 250 out
          hosted_vllm/meta-llama/Llama-3.1-8B-Instruct   922 input tokens  ×         $0 / 1M  =           $0  declared  prompts/answer.j2:1
          hosted_vllm/meta-llama/Llama-3.1-8B-Instruct  250 output tokens  ×         $0 / 1M  =           $0  declared  unitcost.yml:12
        37 % used, 63 % idle (vllm bench serve on 1 × NVIDIA L4)
        $0.5013 per 1M tokens served ($0.3057 in, $1.223 out, at 1 : 4)
        carries 1 requests/s of the benchmark, 1,000 tokens/s in, 250 out; first token within 400 ms
        (P95); 40 ms per token after it (P95); the first token keeps it from more
        $0.0002148 per request if it were always used that far"
    `)
  })
})

describe('a machine that two workloads share', () => {
  const second = `  search-bot:
    traffic: 500k/month
    served_by: [infra/llm.tf]
    slo: { ttft_p95_ms: 800, tpot_p95_ms: 60 }
    calls:
      answer:
        prompt: prompts/answer.j2
        model: hosted_vllm/meta-llama/Llama-3.1-8B-Instruct
        variables: { question: 880 }
        output_tokens: 250
`

  test('a slower benchmark moves dollars from idle to those who use it, as a change of capacity', async () => {
    const base = { ...REPOSITORY, 'unitcost.yml': faq(second) }
    const { result } = await judged({ base, head: { 'bench/l4.jsonl': SLOW } })
    const faqBot = result.workloads.find(({ id }) => id === 'faq-bot')
    expect(faqBot?.drivers.map(({ kind, from, to, at }) => [kind, from, to, at[0]?.path]))
      .toMatchInlineSnapshot(`
      [
        [
          "capacity",
          "36.57 % of 1 × g6.xlarge",
          "66.67 % of 1 × g6.xlarge",
          "bench/l4.jsonl",
        ],
      ]
    `)
    expect(result.totals.usd_per_month.delta).toBeCloseTo(0, 6)
  })
})
