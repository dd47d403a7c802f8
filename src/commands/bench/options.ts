import type { Length } from '../../bench/length.ts'
import type { Plan } from '../../bench/measure.ts'
import { isLimited } from '../../bench/summary.ts'
import type { Host } from '../host.ts'
import { usage } from '../options.ts'
import { benchArguments, type Values } from './arguments.ts'
import { endpointOf, type Endpoint } from './endpoint.ts'
import { headersOf } from './headers.ts'
import { extentOf, loadsOf, streamsOf } from './loads.ts'
import { integer, lengthOf, number, oneOf } from './values.ts'

export type BenchOptions = Plan & {
  readonly endpoint: Endpoint
  readonly model: string | null
  readonly headers: Readonly<Record<string, string>>
  /** Not to be shown, whatever the server answers. */
  readonly secrets: readonly string[]
  readonly inputTokens: Length
  readonly outputTokens: Length
  readonly sharedPrefix: number
  /** Null: a new one for each run, so that no prompt is in a cache. */
  readonly seed: number | null
  readonly timeoutMs: number
  readonly output: string | null
  readonly gpu: 'nvidia' | 'amd' | 'auto' | 'none'
  readonly gpus: number | null
  readonly hardware: string | null
  readonly usdPerGpuHour: number | null
  readonly maxUsd: number | null
  readonly identity: {
    readonly revision: string | null
    readonly precision: string | null
    readonly engine: string | null
    readonly imageDigest: string | null
  }
}

/** @throws UnitcostError `usage` */
export function benchOptions(args: readonly string[], { env }: Pick<Host, 'env'>): BenchOptions {
  const { values, url } = benchArguments(args)
  return {
    endpoint: endpointOf(url, oneOf('api', values.api, ['chat', 'completions'])),
    model: values.model ?? null,
    ...headersOf({ keyVariable: values['api-key-env'] ?? null, written: values.header ?? [] }, env),
    ...planOf(values),
    ...requestsOf(values),
    ...hardwareOf(values),
    output: values.output ?? null,
    maxUsd: number('max-usd', values['max-usd']),
    identity: identityOf(values),
  }
}

function planOf(values: Values): Plan {
  const slo = {
    ttftP95Ms: number('slo-ttft-p95', values['slo-ttft-p95']),
    tpotP95Ms: number('slo-tpot-p95', values['slo-tpot-p95']),
  }
  const isLadder = values.ladder === true
  if (isLadder && !isLimited(slo))
    throw usage('--ladder has no limit to climb to', 'Add --slo-ttft-p95 MS or --slo-tpot-p95 MS.')
  const loads = loadsOf(values)
  return {
    loads,
    isLadder,
    slo,
    extent: extentOf(values, loads),
    warmup: integer('warmup', values.warmup, 0) ?? Math.max(10, ...loads.map(streamsOf)),
    repeats: integer('repeats', values.repeats, 1) ?? 1,
  }
}

const requestsOf = (values: Values) => ({
  inputTokens: lengthOf('input-tokens', values['input-tokens'] ?? '512'),
  outputTokens: lengthOf('output-tokens', values['output-tokens'] ?? '128'),
  sharedPrefix: integer('shared-prefix-tokens', values['shared-prefix-tokens'], 0) ?? 0,
  seed: integer('seed', values.seed, 0),
  timeoutMs: (number('timeout', values.timeout) ?? 300) * 1000,
})

const hardwareOf = (values: Values) => ({
  gpu: oneOf('gpu', values.gpu, ['auto', 'nvidia', 'amd', 'none']) ?? 'auto',
  gpus: integer('gpus', values.gpus, 1),
  hardware: values.hardware ?? null,
  usdPerGpuHour: number('usd-per-gpu-hour', values['usd-per-gpu-hour']),
})

const identityOf = (values: Values): BenchOptions['identity'] => ({
  revision: values.revision ?? null,
  precision: values.precision ?? null,
  engine: values.engine ?? null,
  imageDigest: values['image-digest'] ?? null,
})
