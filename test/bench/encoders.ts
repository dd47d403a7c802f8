import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { paragraphs } from './sample-text.ts'

/**
 * node test/bench/encoders.ts [--packages DIR] [--rounds N]: this encoder beside js-tiktoken, and beside
 * gpt-tokenizer and tiktoken (wasm) where they are installed, here or in DIR. Each runs in processes of its own.
 */
const { values } = parseArgs({
  options: {
    packages: { type: 'string' },
    rounds: { type: 'string' },
    one: { type: 'string' },
    task: { type: 'string' },
  },
})
const folder = resolve(values.packages ?? '.')
const from = createRequire(join(folder, 'package.json'))

type Count = (text: string) => number

const ENCODERS: Readonly<Record<string, () => Promise<Count>>> = {
  unitcost: async () =>
    (await (await import('../../src/tokens/encodings.ts')).loadEncoder('o200k_base')).count,
  'js-tiktoken': async () => {
    const [{ Tiktoken }, ranks] = await Promise.all([
      import('js-tiktoken/lite'),
      import('js-tiktoken/ranks/o200k_base'),
    ])
    const encoder = new Tiktoken(ranks.default)
    return text => encoder.encode(text, [], []).length
  },
  'gpt-tokenizer': async () => {
    const { countTokens } = from('gpt-tokenizer/encoding/o200k_base')
    return text => countTokens(text, { disallowedSpecial: new Set() })
  },
  'tiktoken (wasm)': async () => {
    const encoder = from('tiktoken').get_encoding('o200k_base')
    return text => encoder.encode(text, [], []).length
  },
}

const LETTERS = 200_000
/** Quadratic encoders take minutes to hours for the whole: they get a part, and the time is scaled. */
const SHORT: Readonly<Record<string, number>> = {
  'js-tiktoken': 2000,
  'tiktoken (wasm)': 25_000,
  'gpt-tokenizer': 25_000,
}

const CORPORA: Readonly<Record<string, () => string>> = {
  prose: () => paragraphs(1, 1400),
  code: () =>
    repeated(
      seed =>
        `export function total${seed}(items: readonly Item[]): number {\n  return items.filter(one => one.id !== ${seed * 37}).reduce((sum, { price }) => sum + price, 0)\n}\n\n`,
      2600,
    ),
  json: () =>
    JSON.stringify(
      Array.from({ length: 4000 }, (_, seed) => ({
        id: `order-${seed * 7919}`,
        note: paragraphs(seed, 1).slice(0, 60),
        total: seed * 1.37,
        open: seed % 3 === 0,
      })),
    ),
  cjk: () =>
    repeated(
      seed =>
        Array.from({ length: 40 }, (_, at) =>
          String.fromCodePoint(0x4e00 + ((seed * 131 + at * 977 + seed * at) % 20_000)),
        ).join('') + '。\n',
      2000,
    ),
}

const repeated = (make: (seed: number) => string, times: number) =>
  Array.from({ length: times }, (_, seed) => make(seed)).join('')

const TASKS: Readonly<Record<string, (count: Count, name: string) => number>> = {
  ...Object.fromEntries(
    Object.entries(CORPORA).map(([task, make]) => [
      task,
      (count: Count) => {
        const text = make()
        const start = performance.now()
        count(text)
        return text.length / 1000 / (performance.now() - start)
      },
    ]),
  ),
  letters: (count, name) => {
    const length = SHORT[name] ?? LETTERS
    const start = performance.now()
    count('a'.repeat(length))
    return (performance.now() - start) * (LETTERS / length) ** 2
  },
}

async function runOne(name: string, task: string): Promise<void> {
  const start = performance.now()
  const count = await ENCODERS[name]?.()
  if (count === undefined) throw new Error(`there is no encoder ${name}`)
  count('hello world')
  const cold = performance.now() - start
  console.log(task === 'cold' ? cold : TASKS[task]?.(count, name))
}

function compare(rounds: number): void {
  const names = Object.keys(ENCODERS).filter(name => medianOf(name, 'cold', 1) !== null)
  const rows = Object.keys(LABELS).map(task => ({
    task,
    isTime: task === 'cold' || task === 'letters',
    results: names.map(name => medianOf(name, task, rounds) ?? NaN),
  }))
  const cells = (texts: readonly string[]) => texts.map(text => text.padStart(18)).join('')
  console.log(`${'o200k_base'.padEnd(30)}${cells(names)}`)
  for (const { task, isTime, results } of rows)
    console.log(`${LABELS[task]?.padEnd(30)}${cells(results.map(value => value.toFixed(isTime ? 0 : 2)))}`)
  console.log('\ntimes as fast as unitcost is')
  for (const { task, isTime, results } of rows) {
    const [own = NaN] = results
    const ratios = results.map(value => `${(isTime ? value / own : own / value).toFixed(1)}×`)
    console.log(`${LABELS[task]?.padEnd(30)}${cells(ratios)}`)
  }
}

const LABELS: Readonly<Record<string, string>> = {
  cold: 'import and first count, ms',
  prose: 'prose, million characters/s',
  code: 'code, million characters/s',
  json: 'JSON, million characters/s',
  cjk: 'CJK, million characters/s',
  letters: "'a' × 200,000, ms (scaled)",
}

/** Null where the package is not installed. */
function medianOf(name: string, task: string, rounds: number): number | null {
  const args = [import.meta.filename, '--one', name, '--task', task, '--packages', folder]
  const runs = Array.from({ length: rounds }, () => spawnSync(process.execPath, args, { encoding: 'utf8' }))
  if (runs.some(({ status }) => status !== 0)) return null
  const times = runs.map(({ stdout }) => Number(stdout)).toSorted((a, b) => a - b)
  return times[Math.floor(times.length / 2)] ?? null
}

if (values.one !== undefined) await runOne(values.one, values.task ?? 'cold')
else compare(Number(values.rounds ?? 3))
