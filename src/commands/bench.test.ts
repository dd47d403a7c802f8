import { readFileSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { fakeEndpoint } from '../../test/bench/endpoint/fake-endpoint.ts'
import { FAULTS } from '../../test/bench/endpoint/faults.ts'
import { temporaryFolder } from '../../test/repository.ts'
import { UnitcostError } from '../model/diagnostic.ts'
import { compileValidator } from '../readers/benchmarks/record-validator.ts'
import { benchCommand } from './bench.ts'

const { server, served } = fakeEndpoint({ ttftMs: 5, tpotMs: 1, burst: 1 })
let url = ''
let cwd = ''
beforeAll(async () => {
  cwd = await temporaryFolder()
  await new Promise<void>(resolve => {
    server.listen(0, '127.0.0.1', resolve)
  })
  url = `http://127.0.0.1:${portOf(server.address())}`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await rm(cwd, { recursive: true })
})

const portOf = (address: AddressInfo | string | null) =>
  typeof address === 'object' && address !== null ? address.port : 0

type Given = {
  readonly args: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  /** Ctrl-C as soon as this holds. */
  readonly interruptWhen?: () => boolean
}

/** What a user sees of a run, failures as the message that they end with. */
async function bench({ args, env = {}, interruptWhen = () => false }: Given) {
  let told = ''
  const command = benchCommand({
    tell: text => void (told += text),
    isTerminal: false,
    cpuMs: () => 0,
    onInterrupt: stop => {
      const timer = setInterval(() => interruptWhen() && stop(), 10)
      return () => clearInterval(timer)
    },
  })
  const host = { cwd, env, today: '2026-11-25', color: false, width: 110 }
  try {
    return { ...(await command.run(args, host)), told }
  } catch (error) {
    if (!(error instanceof UnitcostError)) throw error
    return { stdout: '', stderr: `${error.code}: ${error.message}\n${error.hint}`, exitCode: 2, told }
  }
}

const QUICK = [
  '--requests',
  '4',
  '--concurrency',
  '2',
  '--warmup',
  '0',
  '--output-tokens',
  '5',
  '--gpu',
  'none',
]
const recordIn = (path: string): unknown => JSON.parse(readFileSync(join(cwd, path), 'utf8'))

describe('a record', () => {
  test('is written where pull requests find it, and is what the schema asks for', async () => {
    const { stdout, told, exitCode } = await bench({
      args: [url, ...QUICK, '--hardware', 'NVIDIA L4', '--gpus', '1'],
    })
    const path = '.unitcost/benchmarks/fake-8b-1x-nvidia-l4.json'
    expect(exitCode).toBe(0)
    expect(stdout).toContain('unitcost bench   fake-8b on 1 × NVIDIA L4 (declared)')
    expect(stdout).toContain(`Wrote ${path}.`)
    expect(told).toMatch(/^2 streams: measuring$/m)
    const record = recordIn(path)
    const isRecord = compileValidator()
    expect(isRecord(record) ? [] : isRecord.errors).toEqual([])
    expect(record).toMatchObject({
      engine: { name: 'vllm', version: '0.0.0-fake' },
      points: [
        {
          load: { kind: 'concurrency', value: 2, burstiness: null, isl_mean: 10, osl_mean: 5 },
          counts: { ok: 4, failed: 0, in_tokens: 40, out_tokens: 20 },
        },
      ],
    })
    // Neither dollars nor where it ran.
    expect(JSON.stringify(record)).not.toMatch(/usd|price|127\.0\.0\.1|localhost|word/i)
  })

  test('of a server without usage says that chunks were counted', async () => {
    const args = [url, ...QUICK, '--model', 'no-usage', '--output', 'no-usage.json']
    const { stdout } = await bench({ args })
    expect(stdout).toContain('The server sends no usage: its output tokens are counted chunks')
    expect(recordIn('no-usage.json')).toMatchObject({
      points: [{ counts: { in_tokens: null, out_tokens: 20 } }],
    })
    expect(JSON.stringify(recordIn('no-usage.json'))).toContain('tokens_estimated')
  })

  test('of a server that refuses options is made without them', async () => {
    const args = [url, ...QUICK, '--model', 'strict-about-options', '--output', 'strict.json']
    expect((await bench({ args })).exitCode).toBe(0)
  })

  test('that was interrupted holds what was measured, marked partial', async () => {
    const args = [
      url,
      '--rate',
      '50',
      '--duration',
      '600',
      '--warmup',
      '0',
      '--output-tokens',
      '5',
      '--gpu',
      'none',
      '--output',
      'partial.json',
    ]
    const before = served.length
    const { stdout, exitCode } = await bench({ args, interruptWhen: () => served.length > before + 20 })
    expect(exitCode).toBe(2)
    expect(stdout).toContain('Stopped before its end')
    expect(recordIn('partial.json')).toMatchObject({
      points: [{ flags: expect.arrayContaining(['partial']) }],
    })
  })

  test('counts no warm-up', async () => {
    const before = served.length
    const args = [url, ...QUICK, '--warmup', '6', '--output', 'warm.json']
    await bench({ args })
    // The question whether it answers, 6 to warm up, 4 that count.
    expect(served.length - before).toBe(11)
    expect(recordIn('warm.json')).toMatchObject({ points: [{ counts: { ok: 4 } }] })
  })
})

/** In part, or without what is refused. */
const MEASURABLE = new Set(['no-usage', 'strict-about-options', 'answers-only-short-ones'])

describe('the GPUs of this machine', () => {
  /** A folder for PATH in which `nvidia-smi` prints these GPUs once, or every 100 ms. */
  async function pathWith(gpus: readonly string[]) {
    const bin = await temporaryFolder()
    onTestFinished(() => rm(bin, { recursive: true }))
    const rows = gpus.map(
      (name, index) => `  echo "$(date '+%Y/%m/%d %H:%M:%S'), ${index}, ${name}, 61.50 W, 72.00 W, Disabled"`,
    )
    const script = `#!/bin/sh
echo "timestamp, index, name, power.draw [W], power.limit [W], mig.mode.current"
while true; do
${rows.join('\n')}
  case "$*" in *" -l "*) sleep 0.1 ;; *) exit 0 ;; esac
done
`
    writeFileSync(join(bin, 'nvidia-smi'), script, { mode: 0o755 })
    return { PATH: `${bin}:/usr/bin:/bin` }
  }

  const long = ['--concurrency', '2', '--duration', '2', '--warmup', '0', '--output-tokens', '5']

  test('serve: their name, their limit, and the power inside the measured time', async () => {
    const env = await pathWith(['NVIDIA L4'])
    const { stdout } = await bench({ args: [url, ...long, '--output', 'gpu.json'], env })
    expect(stdout).toContain('fake-8b on 1 × NVIDIA L4 (nvidia-smi)')
    expect(recordIn('gpu.json')).toMatchObject({
      hardware: { vendor: 'nvidia', sku: 'NVIDIA L4', count: 1, source: 'nvidia-smi', power_limit_w: 72 },
      points: [{ power: { avg_w: 61.5, valid: true } }],
    })
  })

  test('two, and it was not said how many serve: never assumed', async () => {
    const env = await pathWith(['NVIDIA L4', 'NVIDIA L4'])
    const { stdout } = await bench({ args: [url, ...long, '--output', 'two.json'], env })
    expect(stdout).toContain('this machine has 2 GPUs')
    expect(recordIn('two.json')).toMatchObject({ hardware: null, points: [{ power: null }] })
  })
})

describe('a server that cannot be measured: one message', () => {
  test('whatever it does wrong', async () => {
    const said = Object.keys(FAULTS)
      .filter(model => !MEASURABLE.has(model))
      .map(async model => {
        const { stderr } = await bench({
          args: [url, ...QUICK, '--timeout', '1', '--model', model],
        })
        return `${model}: ${stderr}`
      })
    expect((await Promise.all(said)).join('\n')).toMatchInlineSnapshot(`
      "wants-a-key: bench-unauthorized: the first request failed: the server wants a key (401: Incorrect API key provided: Bearer sk-not-a-real-key)
      Name its variable with --api-key-env NAME.
      no-such-model: bench-not_found: the first request failed: there is no such model or path (404: The model does not exist)
      Correct the URL or --model; --api completions for a server without chat.
      too-busy: bench-rate_limited: the first request failed: the server limits requests (429, retry after 30: Rate limit reached)
      Offer less, or measure the server behind the limiter.
      crashes: bench-server_error: the first request failed: the server failed (500: CUDA out of memory)
      Look into its log.
      moved-away: bench-redirected: the first request failed: the server redirects (307)
      Give the URL that it redirects to.
      cut-off: bench-truncated: the first request failed: the stream ended in the middle (the connection closed)
      Look into the log of the server, and at the timeouts of a proxy before it.
      ends-early: bench-truncated: the first request failed: the stream ended in the middle (after 1 chunks)
      Look into the log of the server, and at the timeouts of a proxy before it.
      slow-loris: bench-timeout: the first request failed: no complete answer in time (1 s)
      Raise --timeout, or offer less.
      not-json: bench-invalid_chunk: the first request failed: the stream holds what is not JSON ({"choices":[{)
      Is this an OpenAI-compatible server?
      error-in-stream: bench-server_error: the first request failed: the server failed (the engine died)
      Look into its log.
      no-stream: bench-not_a_stream: the first request failed: the answer is no event stream (it is JSON)
      Is this an OpenAI-compatible server, and does it stream?
      no-tokens: bench-no_tokens: the first request failed: the answer has no tokens (0 chunks)
      Ask for more --output-tokens, or use --api completions.
      never-ends: bench-endless: the first request failed: the answer does not end (over 1032 chunks)
      The server ignores the maximum of tokens: nothing that it says can be compared.
      one-endless-line: bench-endless: the first request failed: the answer does not end (a line without an end)
      The server ignores the maximum of tokens: nothing that it says can be compared."
    `)
  })

  test('nothing listens', async () => {
    const { stderr } = await bench({ args: ['http://127.0.0.1:9', ...QUICK, '--model', 'any'] })
    expect(stderr).toMatch(/^bench-refused: the first request failed: nothing listens there \(ECONNREFUSED\)/)
  })

  test('no TLS where TLS is expected', async () => {
    const { stderr } = await bench({ args: [url.replace('http:', 'https:'), ...QUICK] })
    expect(stderr).toMatch(/^bench-tls: the first request failed: the TLS connection failed/)
  })

  test('failures while it runs are counted by kind, and the load does not gate', async () => {
    const args = [
      url,
      ...QUICK,
      '--output-tokens',
      '50',
      '--timeout',
      '1',
      '--model',
      'answers-only-short-ones',
      '--output',
      'late.json',
    ]
    const { stdout, exitCode } = await bench({ args })
    expect(exitCode).toBe(2)
    expect(stdout).toContain('2 streams: 4 requests failed, no complete answer in time (1 s).')
    expect(recordIn('late.json')).toMatchObject({ points: [{ counts: { ok: 0, failed: 4 } }] })
  })
})

describe('a key', () => {
  test('comes from the environment, and is not shown when a server repeats it', async () => {
    const args = [url, ...QUICK, '--model', 'wants-a-key', '--api-key-env', 'SERVER_KEY']
    const { stderr } = await bench({ args, env: { SERVER_KEY: 'sk-not-a-real-key' } })
    expect(stderr).toContain('Incorrect API key provided: Bearer ***')
  })

  test.for(['SERVER_KEY', 'sk-not-a-real-key'])(
    'is not the argument itself, and not shown: %s',
    async name => {
      const { stderr } = await bench({ args: [url, '--api-key-env', name] })
      expect(stderr).toMatchInlineSnapshot(`
        "bench-key: the variable of --api-key-env is empty or not set
        Give the name of a variable that holds the key, not the key itself."
      `)
    },
  )
})

test('--max-usd stops it before it starts', async () => {
  const before = served.length
  const limited = async (...args: readonly string[]) =>
    (await bench({ args: [url, '--max-usd', '.5', ...args] })).stderr
  const priced = ['--usd-per-gpu-hour', '3', '--hardware', 'H100 SXM', '--gpus', '2']
  expect([
    await limited('--rate', '1,2', '--duration', '600', ...priced),
    await limited('--gpu', 'none'),
    await limited('--concurrency', '4', '--requests', '100', ...priced),
  ]).toMatchInlineSnapshot(`
    [
      "bench-max-usd: not started because of --max-usd: it would hold the hardware for about 20 minutes: $2 at $6/hour, over $0.50
    Measure fewer loads, or for a shorter time; or raise --max-usd.",
      "bench-max-usd: not started because of --max-usd: the price of the hardware is not known
    Add --usd-per-gpu-hour, --hardware and --gpus.",
      "bench-max-usd: not started because of --max-usd: how long so many requests take depends on the server
    Use --duration instead.",
    ]
  `)
  expect(served.length).toBe(before)
})

test.for([
  { args: [] },
  { args: ['localhost:8000'] },
  { args: ['http://ada:secret@server.test'] },
  { args: ['http://server.test', 'http://other.test'] },
  { args: ['http://server.test', '--rate', '1', '--concurrency', '1'] },
  { args: ['http://server.test', '--rate', '0'] },
  { args: ['http://server.test', '--ladder'] },
  { args: ['http://server.test', '--requests', '2', '--concurrency', '8'] },
  { args: ['http://server.test', '--input-tokens', 'many'] },
  { args: ['http://server.test', '--gpu', 'tpu'] },
  { args: ['http://server.test', '--hardware', 'H100', '--gpus', '1'] },
  { args: ['http://server.test', '--hardware', 'H100 SXM'] },
  { args: ['http://server.test', '--header', 'no colon'] },
  { args: ['http://server.test', '--api-key', 'sk-not-a-real-key'] },
])('arguments: $args', async ({ args }) => {
  const { stderr } = await bench({ args })
  expect(stderr).toMatch(/^usage: /)
  expect(stderr).not.toMatch(/secret|sk-not/)
})
