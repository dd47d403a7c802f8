import { expect, test } from 'vitest'
import type { Sample } from '../../bench/ask.ts'
import type { Run } from '../../bench/measure.ts'
import { pointsOf } from '../../bench/points.ts'
import { summarize } from '../../bench/summary.ts'
import { answer } from '../../bench/testing.ts'
import { progressLine } from './progress.ts'
import { benchScreen, type Shown } from './screen.ts'

const SLO = { ttftP95Ms: 500, tpotP95Ms: null }

function run(value: number, samples: readonly Sample[], changed: Partial<Run> = {}): Run {
  return {
    load: { kind: 'rate', value, burstiness: 1 },
    samples,
    startedAt: 0,
    endedAt: 10_000,
    warmupSeconds: 1,
    seconds: 10,
    clientBound: [],
    summary: summarize(samples, 10, SLO),
    broken: null,
    isPartial: false,
    ...changed,
  }
}

const many = (count: number, ttft = 100) => Array.from({ length: count }, () => answer({ ttft }))
const limited: Sample = {
  kind: 'failed',
  dueMs: 0,
  sentMs: 0,
  endedMs: 1,
  failure: { kind: 'rate_limited', detail: '429: too many requests for sk-not-a-real-key\u001B[2J' },
}

const shown = (runs: readonly Run[], changed: Partial<Shown> = {}): Shown => ({
  model: 'meta-llama/Llama-3.1-8B-Instruct',
  hardware: '1 × NVIDIA L4 (nvidia-smi)',
  isKnown: true,
  points: pointsOf(runs, SLO),
  slo: SLO,
  price: { usd: 0.8, words: '1 × $0.80/hour as declared' },
  energy: [],
  notes: [],
  path: '.unitcost/benchmarks/llama.json',
  secretless: text => text.replaceAll('sk-not-a-real-key', '***'),
  ...changed,
})
const look = { color: false, width: 110 }

test('a ladder: the load that counts, the limit that broke, what it costs, what to do next', () => {
  const broken = { kind: 'ttft', p95Ms: 900, limitMs: 500 } as const
  const runs = [run(1, many(10)), run(2, many(20, 200)), run(4, many(40, 900), { broken })]
  const energy = [
    { watt: 61, joule: 610, problems: [] },
    null,
    { watt: 70, joule: 700, problems: ['4.0 s without a reading (limit 3 s)'] },
  ]
  expect(benchScreen(shown(runs, { energy }), look)).toMatchInlineSnapshot(`
    "unitcost bench   meta-llama/Llama-3.1-8B-Instruct on 1 × NVIDIA L4 (nvidia-smi)

      load          req/s  out tok/s  TTFT p50 / p95 / p99 ms  TPOT p50 / p95 / p99 ms  failed  goodput    / request  / 1M tokens
      1 request/s       1         11          100 / 100 / 100             10 / 10 / 10       0      1/s   $0.0002222        $7.17
      2 requests/s      2         22          200 / 200 / 200             10 / 10 / 10       0      2/s   $0.0001111        $3.58
      4 requests/s      4         44          900 / 900 / 900             10 / 10 / 10       0      0/s  $0.00005556        $1.79

      Most output inside the limits: 2 requests/s, 22 output tokens/s. $0.0001111 per request, $3.58 per 1M tokens
      in and out.
      Priced at 1 × $0.80/hour as declared.
      4 requests/s: TTFT p95 900 ms is over 500 ms.

      1 request/s: end to end 200 / 200 / 200 ms, between chunks 10 / 10 / 10 ms
      2 requests/s: end to end 300 / 300 / 300 ms, between chunks 10 / 10 / 10 ms
      4 requests/s: end to end 1,000 / 1,000 / 1,000 ms, between chunks 10 / 10 / 10 ms

      1 request/s: 61 W on average.
      4 requests/s: 70 W on average; not to be trusted: 4.0 s without a reading (limit 3 s).

      Wrote .unitcost/benchmarks/llama.json.
      Next: commit it; pull requests are then priced with it. In unitcost.yml, \`served_by\` of a workload names the
      capacity that serves it, and \`slo\` its latency limits.
    "
  `)
})

test('nothing that counts: failures and a busy load generator are said with what to do', () => {
  const clientBound = ['it used 80 % of a core (limit 70 %)']
  const broken = { kind: 'errors', share: 0.5 } as const
  const runs = [
    run(1, many(10), { clientBound }),
    run(2, [...many(10), ...many(10).map(() => limited)], { broken }),
  ]
  const text = benchScreen(shown(runs, { price: null, isKnown: false }), look)
  expect(text).toMatchInlineSnapshot(`
    "unitcost bench   meta-llama/Llama-3.1-8B-Instruct on 1 × NVIDIA L4 (nvidia-smi)

      load          req/s  out tok/s  TTFT p50 / p95 / p99 ms  TPOT p50 / p95 / p99 ms  failed  goodput
      1 request/s       1         11          100 / 100 / 100             10 / 10 / 10       0      1/s
      2 requests/s      1         11          100 / 100 / 100             10 / 10 / 10      10      1/s

      No load was carried inside the limits.
      2 requests/s: 50.0 % of the requests failed (limit 1 %).
      1 request/s: client-bound, the load generator was the bottleneck: it used 80 % of a core (limit 70 %). It is
      recorded and does not gate.

      2 requests/s: 10 requests failed, the server limits requests (429: too many requests for ***�[2J). Offer
      less, or measure the server behind the limiter.

      1 request/s: end to end 200 / 200 / 200 ms, between chunks 10 / 10 / 10 ms
      2 requests/s: end to end 200 / 200 / 200 ms, between chunks 10 / 10 / 10 ms

      Wrote .unitcost/benchmarks/llama.json. Nothing is priced with it yet; what is missing is said above.
    "
  `)
  expect(text).not.toContain('sk-not-a-real-key')
})

test.for([true, false])('progress on a terminal: %s', isTerminal => {
  let told = ''
  let time = 0
  const tell = (text: string) => void (told += text.replaceAll('\r\u001B[2K', '<clear>'))
  const show = progressLine({ tell, isTerminal, now: () => time })
  const load = { kind: 'rate', value: 2, burstiness: 1 } as const
  show({ kind: 'warm-up', load, repeat: 0 })
  show({ kind: 'start', load, repeat: 0 })
  for (time = 0; time <= 1000; time += 100) show({ kind: 'sample', load, sample: answer() })
  show({ kind: 'end', run: run(2, many(20)) })
  expect(told).toBe(
    isTerminal
      ? '<clear>2 requests/s: warming up<clear>2 requests/s: measuring<clear>2 requests/s: 3 answered, 165 tokens/s, 0 s<clear>2 requests/s: 5 answered, 138 tokens/s, 0 s<clear>2 requests/s: 7 answered, 128 tokens/s, 1 s<clear>2 requests/s: 9 answered, 124 tokens/s, 1 s<clear>2 requests/s: 11 answered, 121 tokens/s, 1 s<clear>2 requests/s: 20 answered, 2 requests/s, 22 output tokens/s\n'
      : '2 requests/s: warming up\n2 requests/s: measuring\n2 requests/s: 20 answered, 2 requests/s, 22 output tokens/s\n',
  )
})
