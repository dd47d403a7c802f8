import { randomUUID } from 'node:crypto'
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { ServingHardware } from '../../bench/gpu/serving-hardware.ts'
import { BENCHMARK_FOLDER, type BenchmarkRecord } from '../../model/benchmark-record.ts'
import { UnitcostError } from '../../model/diagnostic.ts'

/** `.unitcost/benchmarks/llama-3.1-8b-instruct-1x-nvidia-l4.json`: the same setup replaces its last record. */
export function recordPath(model: string, hardware: ServingHardware | null): string {
  const on = hardware === null ? 'unknown-hardware' : `${hardware.count}x-${hardware.sku}`
  const name = `${model.split('/').at(-1) ?? model}-${on}`.toLowerCase()
  const safe = name.replace(/[^a-z0-9.]+/g, '-').replace(/^[-.]+|-+$/g, '')
  return `${BENCHMARK_FOLDER}${safe.slice(0, 100)}.json`
}

/** Whole or not at all. @throws UnitcostError `output` */
export function writeRecord(cwd: string, path: string, record: BenchmarkRecord): void {
  const file = resolve(cwd, path)
  try {
    mkdirSync(dirname(file), { recursive: true })
    const draft = `${file}.${randomUUID()}`
    writeFileSync(draft, `${JSON.stringify(record, null, 2)}\n`)
    renameSync(draft, file)
  } catch (error) {
    throw new UnitcostError(
      'output',
      `${path} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      'Choose a file in a folder that may be written, with --output.',
    )
  }
}
