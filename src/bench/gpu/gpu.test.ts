import { describe, expect, test } from 'vitest'
import { amountIn, csvRows, timeIn } from './csv.ts'
import { energyIn } from './energy.ts'
import { GPU_TOOLS } from './readings.ts'
import { declared, identify } from './serving-hardware.ts'

const [nvidia, amd] = GPU_TOOLS

const NVIDIA = `timestamp, index, name, power.draw [W], power.limit [W], mig.mode.current
2026/11/25 10:00:00.000, 0, NVIDIA H100 80GB HBM3, 100.00 W, 700.00 W, Disabled
2026/11/25 10:00:00.000, 1, NVIDIA H100 80GB HBM3, [N/A], 700.00 W, Disabled
timestamp, index, name, power.draw [W], power.limit [W], mig.mode.current
2026/11/25 10:00:01.500, 0, NVIDIA H100 80GB HBM3, 412.31 W, 700.00 W, Disabled
2026/11/25 10:00:01.500, 1, NVIDIA H100 80GB HBM3, 7`

const AMD_STATIC = `gpu,market_name,vendor_id,max_power,current_power,accelerator_partition
0,AMD Instinct MI300X OAM,0x1002,750,750,SPX
1,AMD Instinct MI300X OAM,0x1002,750,750,SPX
`

const AMD_POWER = `timestamp,gpu,socket_power,gfx_voltage,power_management,max_power
1764064800,0,512,N/A,ENABLED,750
1764064800,1,498,N/A,ENABLED,750
timestamp,gpu,socket_power,gfx_voltage,power_management,max_power
1764064801,0,530 W,N/A,ENABLED,750
1764064801,1,N/A,N/A,ENABLED,750
`

const local = (...[h, m, s, ms]: readonly [number, number, number, number]) =>
  new Date(2026, 10, 25, h, m, s, ms).getTime()

describe('what the tools print', () => {
  test('nvidia-smi: units, what is not available, repeated headers, a row that was cut off', () => {
    expect(nvidia?.readings(NVIDIA)).toEqual([
      { atMs: local(10, 0, 0, 0), device: '0', watt: 100 },
      { atMs: local(10, 0, 0, 0), device: '1', watt: null },
      { atMs: local(10, 0, 1, 500), device: '0', watt: 412.31 },
    ])
    expect(nvidia?.devices(NVIDIA)).toEqual(
      ['0', '1'].map(device => ({ device, name: 'NVIDIA H100 80GB HBM3', limitWatt: 700, isSliced: false })),
    )
  })

  test('amd-smi: the power that is drawn, not its limit', () => {
    expect(amd?.readings(AMD_POWER)).toEqual([
      { atMs: 1764064800000, device: '0', watt: 512 },
      { atMs: 1764064800000, device: '1', watt: 498 },
      { atMs: 1764064801000, device: '0', watt: 530 },
      { atMs: 1764064801000, device: '1', watt: null },
    ])
    expect(amd?.devices(AMD_STATIC)).toEqual(
      ['0', '1'].map(device => ({
        device,
        name: 'AMD Instinct MI300X OAM',
        limitWatt: 750,
        isSliced: false,
      })),
    )
  })

  test.for(['', 'command not found\n', 'No devices were found\n', '\0\0,\0\n', ',,,\n\n'])(
    'no rows: %j',
    text => {
      expect([csvRows(text), nvidia?.devices(text), amd?.readings(text)]).toEqual([[], [], []])
    },
  )

  test('a last line without its end is not read: 70 may have been 700', () => {
    expect(csvRows('index, power.draw [W]\n0, 70').length).toBe(0)
  })

  test.for([
    ['412.31 W', 412.31],
    ['81559 MiB', 81559],
    ['700', 700],
    ['[N/A]', null],
    ['[Not Supported]', null],
    ['N/A', null],
    ['', null],
  ] as const)('an amount: %s', ([cell, amount]) => {
    expect(amountIn(cell)).toBe(amount)
  })

  test.for([
    ['2026/11/25 10:00:01.500', local(10, 0, 1, 500)],
    ['2026-11-25 10:00:01', local(10, 0, 1, 0)],
    ['1764064801', 1764064801000],
    ['yesterday', null],
  ] as const)('a time: %s', ([cell, time]) => {
    expect(timeIn(cell)).toBe(time)
  })
})

describe('which hardware serves', () => {
  const device = { device: '0', name: 'NVIDIA L4', limitWatt: 72, isSliced: false }
  const two = [device, { ...device, device: '1' }]
  const why = (devices: readonly (typeof device)[], count: number | null) => {
    const found = identify(devices, { vendor: 'nvidia', program: 'nvidia-smi' }, count)
    if (found.kind === 'unknown') return `${found.why}. ${found.remedy}`
    return `${found.hardware.count} × ${found.hardware.sku}, ${found.hardware.powerLimit} W`
  }

  const cut = [{ ...device, isSliced: true }]
  const virtual = [{ ...device, name: 'GRID A100D-10C' }]
  const mixed = [device, { ...device, device: '1', name: 'Tesla T4' }]

  test.for([
    ['one', [device], null, '1 × NVIDIA L4, 72 W'],
    ['one of two, as declared', two, 1, '1 × NVIDIA L4, 72 W'],
    ['two, not said', two, null, 'this machine has 2 GPUs. Say with --gpus how many of them serve.'],
    ['more than there are', [device], 4, 'this machine has 1 of 4 GPUs. Correct --gpus.'],
    ['none', [], null, `nvidia-smi names no GPU. ${DECLARE}`],
    ['a slice', cut, 1, `the GPU is cut into slices, and the price of a whole one does not hold. ${DECLARE}`],
    ['a virtual one', virtual, null, `GRID A100D-10C is a part of a GPU. ${DECLARE}`],
    ['two kinds', mixed, 2, `this machine has GPUs of several kinds (NVIDIA L4, Tesla T4). ${DECLARE}`],
  ] as const)('%s', ([, devices, count, said]) => {
    expect(why(devices, count)).toBe(said)
  })

  test.for([
    ['H100 SXM', 'nvidia'],
    ['MI300X', 'amd'],
    ['AMD Instinct MI355X', 'amd'],
    ['Gaudi3', 'other'],
    ['TPU v6e', 'other'],
    ['H100', null],
    ['nvidia-a100', null],
  ] as const)('declared: %s', ([name, vendor]) => {
    expect(declared(name, 2)?.vendor ?? null).toBe(vendor)
  })
})

const DECLARE = 'Say what serves: --hardware NAME --gpus N.'

describe('energy', () => {
  const at = (atMs: number, watt: number | null, device = '0') => ({ atMs, device, watt })
  const each = (from: number, to: number, watt: number) =>
    Array.from({ length: (to - from) / 1000 + 1 }, (_, index) => at(from + index * 1000, watt))

  test('inside the span only, and what is outside of it says nothing', () => {
    const readings = [...each(0, 9000, 100), ...each(10_000, 20_000, 400), ...each(21_000, 30_000, 100)]
    expect(energyIn({ startMs: 10_000, endMs: 20_000 }, readings)).toEqual({
      watt: 400,
      joule: 4000,
      problems: [],
    })
  })

  test('straight between readings, cut at the ends of the span', () => {
    const energy = energyIn({ startMs: 500, endMs: 1500 }, [at(0, 0), at(1000, 100), at(2000, 200)])
    expect(energy).toEqual({ watt: 100, joule: 100, problems: [] })
  })

  test('of all accelerators together', () => {
    const both = [...each(0, 4000, 300), ...each(0, 4000, 200).map(one => ({ ...one, device: '1' }))]
    expect(energyIn({ startMs: 0, endMs: 4000 }, both)).toMatchObject({ watt: 500, joule: 2000 })
  })

  test.for([
    {
      what: 'a gap',
      readings: [at(0, 100), at(1000, 100), at(5000, 100)],
      problem: '4.0 s without a reading (limit 3 s)',
    },
    {
      what: 'it began late',
      readings: [at(3500, 100), at(5000, 100)],
      problem: '3.5 s without a reading (limit 3 s)',
    },
    {
      what: 'it ended early',
      readings: [at(0, 100), at(1000, 100)],
      problem: '4.0 s without a reading (limit 3 s)',
    },
    {
      what: 'one is silent',
      readings: [...each(0, 5000, 100), at(0, null, '1')],
      problem: '1 of 2 accelerators do not say their power',
    },
  ])('not to be trusted: $what', ({ readings, problem }) => {
    expect(energyIn({ startMs: 0, endMs: 5000 }, readings)?.problems).toEqual([problem])
  })

  test.for([
    { what: 'nothing', readings: [] },
    { what: 'no power', readings: [at(0, null), at(1000, null)] },
    { what: 'another time', readings: each(90_000, 95_000, 100) },
  ])('unknown, not 0: $what', ({ readings }) => {
    expect(energyIn({ startMs: 0, endMs: 5000 }, readings)).toBeNull()
  })
})
