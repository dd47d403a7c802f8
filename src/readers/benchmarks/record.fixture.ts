import type { BenchmarkRecord } from '../../model/benchmark-record.ts'

/** A ladder of two loads on one L4, as `unitcost bench` would write it. Invented numbers. */
export const RECORD: BenchmarkRecord = {
  schema: 'unitcost.gpu-bench/v1',
  tool: { name: 'unitcost bench', version: '0.1.0', file_sha256: null },
  ran_at: '2026-11-20T10:00:00Z',
  model: { id: 'meta-llama/Llama-3.1-8B-Instruct', revision: null, precision: 'fp8' },
  engine: { name: 'vllm', version: '0.12.0', image_digest: null, args_hash: null },
  hardware: { vendor: 'nvidia', sku: 'NVIDIA L4', count: 1, source: 'nvidia-smi', power_limit_w: 72 },
  points: [
    {
      load: { kind: 'rate', value: 0.5, burstiness: 1, isl_mean: 1000, osl_mean: 250 },
      window: { start: '2026-11-20T10:00:00Z', end: '2026-11-20T10:05:00Z', duration_s: 300, warmup_s: 20 },
      counts: { ok: 150, failed: 0, in_tokens: 150_000, out_tokens: 37_500 },
      rate: { req_s: 0.5, in_tok_s: 500, out_tok_s: 125 },
      latency_ms: {
        ttft: { p50: 210, p95: 300, p99: 380 },
        tpot: { p50: 28, p95: 31, p99: 33 },
        e2e: { p50: 7200, p95: 8100, p99: 8600 },
      },
      goodput_req_s: null,
      power: { avg_w: 66, energy_j: 19_800, valid: true },
      flags: [],
    },
    {
      load: { kind: 'rate', value: 1, burstiness: 1, isl_mean: 1000, osl_mean: 250 },
      window: { start: '2026-11-20T10:06:00Z', end: '2026-11-20T10:11:00Z', duration_s: 300, warmup_s: 20 },
      counts: { ok: 294, failed: 1, in_tokens: 294_000, out_tokens: 73_500 },
      rate: { req_s: 0.98, in_tok_s: 980, out_tok_s: 245 },
      latency_ms: {
        ttft: { p50: 310, p95: 640, p99: 900 },
        tpot: { p50: 33, p95: 38, p99: 42 },
        e2e: { p50: 8500, p95: 10_300, p99: 11_200 },
      },
      goodput_req_s: null,
      power: null,
      flags: [],
    },
  ],
  repeats: [{ point: 1, req_s: 0.97, out_tok_s: 243, ttft_p95_ms: 650, tpot_p95_ms: 39 }],
  git: { sha: '0123456789abcdef0123456789abcdef01234567', base_sha: null },
}
