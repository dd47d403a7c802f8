import { measure, type Run } from '../bench/measure.ts'
import { pointsOf } from '../bench/points.ts'
import { powerOf, recordOf } from '../bench/record.ts'
import { UnitcostError } from '../model/diagnostic.ts'
import { loadBook } from '../prices/load.ts'
import { version } from '../version.ts'
import { affordable } from './bench/affordable.ts'
import { commitOf } from './bench/commit.ts'
import { BENCH_HELP } from './bench/help.ts'
import { httpSender } from './bench/http.ts'
import { withoutSecrets } from './bench/headers.ts'
import { benchOptions, type BenchOptions } from './bench/options.ts'
import { hourlyPrice } from './bench/price.ts'
import { progressLine } from './bench/progress.ts'
import { requests } from './bench/requests.ts'
import { benchScreen } from './bench/screen.ts'
import { dialectOf, servedModel } from './bench/server.ts'
import { servingHardware, type Found } from './bench/serving.ts'
import { watchPower } from './bench/gpus.ts'
import { systemClock, watchClient, type BenchWorld } from './bench/world.ts'
import { recordPath, writeRecord } from './bench/write-record.ts'
import type { Command, Host, Outcome } from './host.ts'

export function benchCommand(world: BenchWorld): Command {
  return {
    usage: 'bench URL',
    summary: 'measure a serving endpoint (OpenAI-compatible): throughput, latency, cost',
    help: BENCH_HELP,
    run: async (args, host) => {
      const options = benchOptions(args, host)
      const stop = new AbortController()
      const stopListening = world.onInterrupt(() => stop.abort())
      try {
        return await bench(options, host, { ...world, stop: stop.signal })
      } catch (error) {
        throw secretless(error, options)
      } finally {
        stopListening()
      }
    },
  }
}

/** A key on the way to another machine can be read by everybody in between. */
const unprotected = ({ endpoint: { url, isLocal }, headers }: BenchOptions): readonly string[] =>
  url.protocol === 'http:' && !isLocal && 'authorization' in headers
    ? ['The key was sent without TLS. Use https, or replace the key after this.']
    : []

/** What a server answers may repeat what it was sent. */
function secretless(error: unknown, { secrets }: BenchOptions): unknown {
  if (!(error instanceof UnitcostError)) return error
  return new UnitcostError(error.code, withoutSecrets(error.message, secrets), error.hint)
}

type Running = BenchWorld & { readonly stop: AbortSignal }

async function bench(options: BenchOptions, host: Host, world: Running): Promise<Outcome> {
  const found = await servingHardware(options, host)
  const { book } = await loadBook(host.today, null)
  const price = hourlyPrice(found.hardware, options.usdPerGpuHour, book)
  affordable(options, price)
  const { headers, endpoint, timeoutMs } = options
  const served = await servedModel(endpoint, options.model, { fetch, headers, timeoutMs })
  const seed = options.seed ?? Date.now() % 2 ** 32
  const { runs, readings } = await measured({ options, served, seed, found, env: host.env }, world)
  const points = pointsOf(runs, options.slo)
  if (points.length === 0)
    throw new UnitcostError('bench-stopped', 'stopped before anything was measured', 'Run it again.')
  const record = recordOf({
    version,
    model: served.model,
    identity: {
      ...options.identity,
      engine: options.identity.engine ?? served.engine,
      engineVersion: served.engineVersion,
    },
    hardware: found.hardware,
    readings,
    points,
    commit: await commitOf(host.cwd),
  })
  const path = options.output ?? recordPath(served.model, found.hardware)
  writeRecord(host.cwd, path, record)
  const stdout = benchScreen(
    {
      model: served.model,
      hardware: found.words,
      isKnown: found.hardware !== null,
      points,
      slo: options.slo,
      price,
      energy: points.map(point => powerOf(point, readings)),
      notes: [...found.notes, ...unprotected(options), `Prompts are random words of seed ${seed}.`],
      path,
      secretless: text => withoutSecrets(text, options.secrets),
    },
    host,
  )
  const isWhole = points.every(({ runs: all, summary }) => summary.ok > 0 && all.every(run => !run.isPartial))
  return { stdout, stderr: '', exitCode: isWhole ? 0 : 2 }
}

type Setup = {
  readonly options: BenchOptions
  readonly served: { readonly model: string }
  readonly seed: number
  readonly found: Found
  readonly env: Host['env']
}

async function measured({ options, served, seed, found, env }: Setup, world: Running) {
  const { endpoint, headers, timeoutMs } = options
  const { send, close } = httpSender({ url: endpoint.url, headers, timeoutMs })
  const probing = { send, now: systemClock.now, stop: world.stop }
  const wanted = {
    api: endpoint.api,
    model: served.model,
    ignoreEos: true,
    usage: true,
    limit: 'max_tokens',
  } as const
  const readPower = found.gpus === null ? () => [] : watchPower(found.gpus, env)
  try {
    const dialect = await dialectOf(wanted, { prompt: 'one two three', outputTokens: 8 }, probing)
    const { random, next } = requests(options, dialect, seed)
    const outside = {
      clock: systemClock,
      wallClock: () => Date.now(),
      send,
      stop: world.stop,
      random,
      next,
      watchClient: () => watchClient(world),
      onProgress: progressLine({ ...world, now: systemClock.now }),
    }
    const runs: readonly Run[] = await measure(options, outside)
    return { runs, readings: readPower() }
  } finally {
    readPower()
    close()
  }
}
