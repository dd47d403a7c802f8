import { parseArgs } from 'node:util'
import { usage } from '../options.ts'

/** The options as they were written. */
export type Values = ReturnType<typeof parse>['values']

/** @throws UnitcostError `usage` */
export function benchArguments(args: readonly string[]): { readonly values: Values; readonly url: string } {
  const { values, positionals } = parse(args)
  const [url, extra] = positionals
  if (url === undefined)
    throw usage('the URL of the server is missing', 'unitcost bench http://localhost:8000')
  if (extra !== undefined) throw usage(`\`${extra}\` is one argument too many`, SEE_HELP)
  return { values, url }
}

const SEE_HELP = 'See `unitcost bench --help`.'

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], allowPositionals: true, options: OPTIONS })
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error), SEE_HELP)
  }
}

const TEXT = { type: 'string' } as const

const OPTIONS = {
  model: TEXT,
  api: TEXT,
  rate: TEXT,
  concurrency: TEXT,
  ladder: { type: 'boolean' },
  burstiness: TEXT,
  requests: TEXT,
  duration: TEXT,
  warmup: TEXT,
  repeats: TEXT,
  'input-tokens': TEXT,
  'output-tokens': TEXT,
  'shared-prefix-tokens': TEXT,
  'slo-ttft-p95': TEXT,
  'slo-tpot-p95': TEXT,
  seed: TEXT,
  timeout: TEXT,
  'api-key-env': TEXT,
  header: { type: 'string', multiple: true },
  output: TEXT,
  gpu: TEXT,
  gpus: TEXT,
  hardware: TEXT,
  'usd-per-gpu-hour': TEXT,
  'max-usd': TEXT,
  engine: TEXT,
  precision: TEXT,
  revision: TEXT,
  'image-digest': TEXT,
} as const
