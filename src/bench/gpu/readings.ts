import { amountIn, csvRows, timeIn, type Row } from './csv.ts'

/** One accelerator at one moment. */
export type Reading = {
  /** Milliseconds since 1970. */
  readonly atMs: number
  /** Which accelerator of the machine. */
  readonly device: string
  /** Null: it does not say. */
  readonly watt: number | null
}

/** An accelerator of this machine. */
export type Device = {
  readonly device: string
  /** As it calls itself: `NVIDIA H100 80GB HBM3`. */
  readonly name: string
  readonly limitWatt: number | null
  /** Cut into slices (MIG). */
  readonly isSliced: boolean
}

/** What tells about the accelerators of a vendor: which program, with which arguments, and how it is read. */
export type GpuTool = {
  readonly vendor: 'nvidia' | 'amd'
  readonly program: 'nvidia-smi' | 'amd-smi'
  readonly identify: readonly string[]
  /** Prints until it is ended. */
  readonly monitor: readonly string[]
  readonly devices: (text: string) => readonly Device[]
  readonly readings: (text: string) => readonly Reading[]
}

const NVIDIA_COLUMNS = 'timestamp,index,name,power.draw,power.limit,mig.mode.current'

/** https://docs.nvidia.com/deploy/nvidia-smi/index.html */
const nvidia: GpuTool = {
  vendor: 'nvidia',
  program: 'nvidia-smi',
  identify: [`--query-gpu=${NVIDIA_COLUMNS}`, '--format=csv'],
  monitor: [`--query-gpu=${NVIDIA_COLUMNS}`, '--format=csv', '-l', '1'],
  devices: text =>
    distinct(csvRows(text), row => ({
      device: row.get('index') ?? '',
      name: row.get('name') ?? '',
      limitWatt: amountIn(row.get('power.limit')),
      isSliced: row.get('mig.mode.current') === 'Enabled',
    })),
  readings: text =>
    csvRows(text).flatMap(row => reading(row, row.get('index'), amountIn(row.get('power.draw')))),
}

/** https://rocm.docs.amd.com/projects/amdsmi/en/latest/how-to/amdsmi-cli-tool.html */
const amd: GpuTool = {
  vendor: 'amd',
  program: 'amd-smi',
  identify: ['static', '--asic', '--limit', '--partition', '--csv'],
  monitor: ['metric', '-p', '-w', '1', '--csv'],
  devices: text =>
    distinct(csvRows(text), row => ({
      device: row.get('gpu') ?? '',
      name: row.get('market_name') ?? row.get('product_name') ?? '',
      limitWatt: amountIn(valueOf(row, name => POWER.test(name) && LIMIT.test(name))),
      isSliced: /^(?:DPX|TPX|QPX|CPX)$/i.test(valueOf(row, name => /partition/.test(name)) ?? ''),
    })),
  readings: text =>
    csvRows(text).flatMap(row => {
      const watt = valueOf(row, name => POWER.test(name) && !LIMIT.test(name))
      return reading(row, row.get('gpu'), amountIn(watt))
    }),
}

export const GPU_TOOLS: readonly GpuTool[] = [nvidia, amd]

/** The names of columns differ between versions. */
const POWER = /power/
const LIMIT = /limit|cap|max|min|management/

const valueOf = (row: Row, isWanted: (name: string) => boolean) =>
  [...row].find(([name, value]) => isWanted(name) && amountIn(value) !== null)?.[1] ??
  [...row].find(([name]) => isWanted(name))?.[1]

function reading(row: Row, device: string | undefined, watt: number | null): readonly Reading[] {
  const atMs = timeIn(row.get('timestamp'))
  return atMs === null || device === undefined ? [] : [{ atMs, device, watt }]
}

/** A row without a name or number was cut off. */
function distinct(rows: readonly Row[], deviceOf: (row: Row) => Device): readonly Device[] {
  const found = rows.map(deviceOf).filter(({ device, name }) => /^\d{1,4}$/.test(device) && name !== '')
  return [...new Map(found.map(one => [one.device, one])).values()]
}
