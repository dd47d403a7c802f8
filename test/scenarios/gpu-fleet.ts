import type { BenchmarkRecord, RecordPoint } from '../../src/model/benchmark-record.ts'
import type { Files } from '../repository.ts'

/** One g6.xlarge ($0.8048/hour, one L4) that summarizes; other workloads of the helpdesk stay what they are. */
export const fleet = (budget = '{ id: summaries, usd_per_mtok: 1 }', rules = '{}'): Files => ({
  'unitcost.yml': `version: 1
workloads:
  summaries:
    traffic: 500k/month
    slo: { ttft_p95_ms: 800, tpot_p95_ms: 60 }
    served_by: [infra/vllm.tf]
    calls:
      summarize:
        prompt: prompts/answer.j2
        model: route:gateway/own.yaml#summaries
        variables: { question: 900 }
        output_tokens: 250
budgets:
  - ${budget}
rules: ${rules}
`,
  'gateway/own.yaml': `model_list:
  - model_name: summaries
    litellm_params:
      model: openai/meta-llama/Llama-3.1-8B-Instruct
      api_base: http://vllm.internal:8000/v1
`,
  'infra/vllm.tf': `provider "aws" {
  region = "us-east-1"
}

resource "aws_instance" "vllm" {
  instance_type = "g6.xlarge"
}
`,
})

export const RECORD_PATH = '.unitcost/benchmarks/llama-1x-l4.json'

type Measured = {
  readonly ranAt?: string
  /** Requests per second of each repeat at the heavier load. */
  readonly rates?: readonly number[]
  /** P95 of the time per output token of each repeat at that load, in ms. */
  readonly tpot?: readonly number[]
  readonly flags?: RecordPoint['flags']
}

/** A ladder of two loads on one L4, half an hour long, as `unitcost bench` writes it. Invented numbers. */
export function record({
  ranAt = '2026-11-18T10:00:00Z',
  rates = [0.97, 0.98, 0.99],
  tpot = [40, 40.5, 39.5],
  flags = [],
}: Measured = {}): string {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const value: BenchmarkRecord = {
    schema: 'unitcost.gpu-bench/v1',
    tool: { name: 'unitcost bench', version: '0.1.0', file_sha256: null },
    ran_at: ranAt,
    model: { id: 'meta-llama/Llama-3.1-8B-Instruct', revision: null, precision: 'fp8' },
    engine: { name: 'vllm', version: '0.12.0', image_digest: null, args_hash: null },
    hardware: { vendor: 'nvidia', sku: 'NVIDIA L4', count: 1, source: 'nvidia-smi', power_limit_w: 72 },
    points: [
      load({ offered: 0.5, rate: 0.5, tpot: 30, flags }),
      load({ offered: 1, rate: mean(rates), tpot: mean(tpot), flags }),
    ],
    repeats: rates.flatMap((rate, index) => [
      repeat(0, { rate: 0.5, tpot: 30, index }),
      repeat(1, { rate, tpot: tpot[index] ?? null, index }),
    ]),
    git: null,
  }
  return `${JSON.stringify(value, null, 2)}\n`
}

type Again = { readonly rate: number; readonly tpot: number | null; readonly index: number }

const repeat = (point: number, { rate, tpot, index }: Again) => ({
  point,
  req_s: rate,
  out_tok_s: rate * 250,
  ttft_p95_ms: 600 + index,
  tpot_p95_ms: tpot,
})

type Load = {
  readonly offered: number
  readonly rate: number
  readonly tpot: number
  readonly flags: RecordPoint['flags']
}

const SECONDS = 880

const load = ({ offered, rate, tpot, flags }: Load): RecordPoint => ({
  load: { kind: 'rate', value: offered, burstiness: 1, isl_mean: 1000, osl_mean: 250 },
  window: { start: null, end: null, duration_s: SECONDS, warmup_s: 20 },
  counts: { ok: Math.round(rate * SECONDS), failed: 0, in_tokens: null, out_tokens: null },
  rate: { req_s: rate, in_tok_s: rate * 1000, out_tok_s: rate * 250 },
  latency_ms: {
    ttft: { p50: 400, p95: 601, p99: 700 },
    tpot: { p50: tpot * 0.9, p95: tpot, p99: tpot * 1.1 },
    e2e: { p50: 9000, p95: 11_000, p99: 12_000 },
  },
  goodput_req_s: null,
  power: null,
  flags,
})
