import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Judged } from '../../src/report/result.ts'
import { commentOf, judgedBy, unitcost } from './command.ts'
import { fleet, record, RECORD_PATH } from './gpu-fleet.ts'
import { judged, withPullRequest } from './pull-request.ts'

const OLD = '2026-11-10T10:00:00Z'
const SLOWER = { rates: [0.91, 0.92, 0.93], tpot: [50, 50.5, 49.5] }
const baseline = { ...fleet(), [RECORD_PATH]: record({ ranAt: OLD }) }

const benchmarkOf = ({ workloads }: Judged) => workloads.find(({ id }) => id === 'summaries')?.benchmark
const said = ({ findings }: Judged) =>
  findings.map(({ level, rule, message }) => `${level} ${rule}: ${message}`)

describe('what the review says of a record', () => {
  test('measured for this change: what is slower, by how much, and what the run cost', async () => {
    const found = await withPullRequest(
      { base: baseline, head: { [RECORD_PATH]: record(SLOWER) } },
      async ({ dir }) => ({
        ...(await judgedBy(['diff', 'main', 'pull-request'], { cwd: dir })),
        comment: await commentOf(['diff', 'main', 'pull-request'], { cwd: dir }),
      }),
    )
    expect(benchmarkOf(found.result)).toMatchObject({
      state: 'measured',
      age_days: 2,
      // 1,800 seconds at $0.8048 an hour.
      run: { hours: 0.5, usd: expect.closeTo(0.4024, 6) },
    })
    expect(found.comment.split('\n').filter(line => line.startsWith('**Capacity**'))).toMatchInlineSnapshot(`
      [
        "**Capacity** \`summaries\` 19 % used before, 20 % used, 80 % idle (unitcost bench on 1 × NVIDIA L4), $0.9857 per 1M tokens served ($0.6051 in, $2.42 out, at 1 : 4); measured for this change, cost per request at full use +6.5 % (+4 % … +9.1 %) against base, first token (P95) inconclusive: +0 % ± 0.38 % against base, time per token (P95) +25 % (+22 % … +28 %) against base, this benchmark itself cost $0.4024 (30 minutes of these machines)  ",
      ]
    `)
    expect(said(found.result)).toMatchInlineSnapshot(`
      [
        "warning benchmark-regressed: summaries: the time per output token (P95) at the same load is +25 % (+22 % … +28 %) against base (40 → 50 ms); the limit is +10 %.",
      ]
    `)
  })

  test('reused: base has the same run, wherever it lies now', async () => {
    const moved = { [RECORD_PATH]: null, '.unitcost/benchmarks/summaries/l4.json': record({ ranAt: OLD }) }
    const { result } = await judged({ base: baseline, head: moved })
    expect(benchmarkOf(result)).toMatchObject({ state: 'reused', age_days: 10, changes: [], run: null })
  })

  test('within what chance does: inconclusive, and nobody is warned', async () => {
    const noisy = record({ rates: [0.8, 1.05, 0.97], tpot: [36, 47, 43] })
    const { result } = await judged({ base: baseline, head: { [RECORD_PATH]: noisy } })
    const [cost] = benchmarkOf(result)?.changes ?? []
    expect(cost?.kind).toBe('usd_per_request')
    expect(cost?.interval?.low).toBeLessThan(0)
    expect(cost?.interval?.high).toBeGreaterThan(0)
    expect(said(result)).toStrictEqual([])
  })

  test.for<[string, Parameters<typeof record>[0] | null, object]>([
    ['stale', { ranAt: '2026-07-01T10:00:00Z' }, { state: 'stale', age_days: 142 }],
    [
      'failed',
      { flags: ['client_bound'] },
      { state: 'failed', why: expect.stringContaining('load generator') },
    ],
    ['missing', null, { state: 'missing', at: null, run: null }],
  ])('%s', async ([, measured, found]) => {
    const head = measured === null ? { 'README.md': 'Summaries.\n' } : { [RECORD_PATH]: record(measured) }
    const { result } = await judged({ base: fleet(), head })
    expect(benchmarkOf(result)).toMatchObject(found)
  })
})

describe('limits of own machines', () => {
  const QUIET = '{ benchmark-regressed: off }'

  test.for<[string, string, readonly string[]]>([
    ['that was broken already', 'latency: { ttft_p95_ms: 500 }', ['pass']],
    [
      'that breaks',
      'latency: { tpot_p95_ms: 45 }',
      [
        'block',
        'error budget: summaries: the time per output token (P95) is 50 ms, up from 40 ms; the limit of `own` is 45 ms.',
      ],
    ],
    [
      'that comes near',
      'latency: { tpot_p95_ms: 55 }, warn_at: 80%',
      [
        'warn',
        'warning budget: summaries: the time per output token (P95) is 50 ms, 91 % of the limit of `own`, 55 ms.',
      ],
    ],
  ])('a latency limit %s', async ([, limit, told]) => {
    const base = { ...fleet(`{ id: own, ${limit} }`, QUIET), [RECORD_PATH]: record({ ranAt: OLD }) }
    const { result } = await judged({ base, head: { [RECORD_PATH]: record(SLOWER) } })
    expect([result.verdict, ...said(result)]).toStrictEqual(told)
  })

  test('USD per million tokens served: a second machine that nobody needs', async () => {
    const files = fleet('{ id: own, usd_per_mtok: 1.2 }')
    const infra = String(files['infra/vllm.tf']).replace('  instance_type', '  count = 2\n  instance_type')
    const { result } = await judged({
      base: { ...files, [RECORD_PATH]: record() },
      head: { 'infra/vllm.tf': infra },
    })
    expect(result.verdict).toBe('block')
    expect(
      result.findings
        .filter(({ rule }) => rule === 'budget')
        .map(({ message, why, suggestions }) => [message, why, ...suggestions]),
    ).toMatchInlineSnapshot(`
      [
        [
          "summaries: a million tokens served is $1.971, up from $0.9857; the limit of \`own\` is $1.20.",
          "Its machines are 9.4 % used (unitcost bench on 1 × NVIDIA L4).",
          "Use fewer or cheaper machines, or send more traffic through them: idle time is paid too.",
        ],
      ]
    `)
  })

  test('what nobody measured is not shown to hold', async () => {
    const { result } = await judged({
      base: { ...fleet('{ id: quick, latency: { ttft_p95_ms: 900 } }'), [RECORD_PATH]: record() },
      head: { [RECORD_PATH]: null },
    })
    expect(result.verdict).toBe('block')
    expect(said(result)).toMatchInlineSnapshot(`
      [
        "error budget: summaries cannot be shown to stay within \`quick\`: the time to the first token (P95) is not known, because no benchmark measured it on these machines.",
      ]
    `)
  })

  test('a regression blocks where an admin says so', async () => {
    const strict = { ...baseline, ...fleet(undefined, '{ benchmark-regressed: error }') }
    const { result } = await judged({ base: strict, head: { [RECORD_PATH]: record(SLOWER) } })
    expect(result.verdict).toBe('block')
  })
})

describe('while the GPU job runs', () => {
  const latency = fleet('{ id: quick, latency: { tpot_p95_ms: 45 } }')
  const pending = ['diff', 'main', 'pull-request', '--pending', 'benchmark']

  test('a budget that rests on it makes the result provisional; the record that arrives ends that', async () => {
    await withPullRequest(
      {
        base: { ...latency, [RECORD_PATH]: record({ ranAt: OLD }) },
        head: { 'README.md': 'A new image.\n' },
      },
      async ({ dir }) => {
        const first = await judgedBy(pending, { cwd: dir })
        expect(first.result).toMatchObject({ verdict: 'pass', provisional: true, pending: ['benchmark'] })
        expect(await commentOf(pending, { cwd: dir })).toContain('**Provisional:** GPU benchmark running')
        const artifact = await handedOver(dir, { 'unitcost-gpu-l4/record.json': record(SLOWER) })
        const second = await judgedBy([...pending, '--evidence', artifact], { cwd: dir })
        expect(second.result).toMatchObject({ verdict: 'block', provisional: false, pending: [] })
      },
    )
  })

  test('no budget rests on it: nothing is waited for', async () => {
    const { result } = await withPullRequest(
      { base: baseline, head: { 'README.md': 'A new image.\n' } },
      ({ dir }) => judgedBy(pending, { cwd: dir }),
    )
    expect(result).toMatchObject({ verdict: 'pass', provisional: false, pending: [] })
  })

  test('what is measured by no job is a mistake', async () => {
    const { exitCode, stderr } = await unitcost(['diff', '--pending', 'weather'], {
      cwd: import.meta.dirname,
    })
    expect(exitCode).toBe(2)
    expect(stderr).toContain('nothing called `weather` is measured')
  })
})

describe('evidence that is handed over', () => {
  test('is measured for head, and never for base', async () => {
    await withPullRequest({ base: fleet(), head: { 'README.md': 'Now measured.\n' } }, async ({ dir }) => {
      const artifact = await handedOver(dir, { 'benchmarks/l4.json': record() })
      const { result } = await judgedBy(['diff', 'main', 'pull-request', '--evidence', artifact], {
        cwd: dir,
      })
      const summaries = result.workloads.find(({ id }) => id === 'summaries')
      expect(summaries?.head?.serving?.load?.basis).toBe('measured')
      expect(summaries?.base?.serving?.load?.basis).toBe('assumed')
      expect(summaries?.benchmark).toMatchObject({
        state: 'measured',
        at: { path: '.unitcost/benchmarks/l4.json' },
      })
    })
  })

  test('cannot bring prices or policy', async () => {
    const free = { 'prices.json': '{"version":1,"models":[]}', 'unitcost.yml': 'version: 1\n' }
    await withPullRequest({ base: baseline, head: { 'README.md': 'Free.\n' } }, async ({ dir }) => {
      const plain = await judgedBy(['diff', 'main', 'pull-request'], { cwd: dir })
      const artifact = await handedOver(dir, free)
      const given = await judgedBy(['diff', 'main', 'pull-request', '--evidence', artifact], { cwd: dir })
      expect(given.result).toStrictEqual(plain.result)
    })
  })

  test('that is not there is a mistake on the command line', async () => {
    await withPullRequest({ base: baseline, head: { 'README.md': 'Lost.\n' } }, async ({ dir }) => {
      const { exitCode, stderr } = await unitcost(['diff', '--evidence', 'gone'], { cwd: dir })
      expect(exitCode).toBe(2)
      expect(stderr).toContain('there is no evidence at')
    })
  })
})

/** An artifact as a job downloads it: outside of the repository. */
async function handedOver(dir: string, files: Readonly<Record<string, string>>): Promise<string> {
  const folder = join(dir, '.git', 'artifact')
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, path)), { recursive: true })
    await writeFile(join(folder, path), text)
  }
  return folder
}
