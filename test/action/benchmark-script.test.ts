import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { temporaryFolder } from '../repository.ts'
import { freePort } from './github.ts'

const SCRIPT = resolve(import.meta.dirname, '..', '..', 'action', 'benchmark', 'measure.sh')

/** Stands in for the command line: writes down what it was called with, and whether it has the key. */
const RECORDER = `import { writeFileSync } from 'node:fs'
writeFileSync(process.env.TOLD, JSON.stringify({ args: process.argv.slice(2), key: process.env.API_KEY }))
`

const EMPTY = Object.fromEntries(
  [
    'MODEL RATES DURATION REPEATS INPUT_TOKENS OUTPUT_TOKENS SLO_TTFT_P95 SLO_TPOT_P95 MAX_USD',
    'USD_PER_GPU_HOUR GPU GPUS HARDWARE PRECISION ENGINE IMAGE_DIGEST API_KEY',
  ]
    .join(' ')
    .split(' ')
    .map(name => [name, '']),
)

let folder: string
let url: string
const server = createServer((request, response) => {
  response.writeHead(request.url === '/health' ? 200 : 404).end()
})

beforeAll(async () => {
  folder = await temporaryFolder()
  await writeFile(join(folder, 'cli.mjs'), RECORDER)
  const port = await freePort()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  url = `http://127.0.0.1:${port}/v1`
})

afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true, force: true })
})

async function measure(variables: Readonly<Record<string, string>>) {
  const told = join(folder, 'told.json')
  await rm(told, { force: true })
  const env = {
    PATH: process.env['PATH'],
    TOLD: told,
    CLI: join(folder, 'cli.mjs'),
    FOLDER: join(folder, 'out'),
    URL: url,
    NAME: 'llama-8b-l4',
    WAIT_SECONDS: '30',
    ...EMPTY,
    ...variables,
  }
  const code = await new Promise<number | null>(done => {
    const child = execFile('bash', [SCRIPT], { env, cwd: folder }, () => done(child.exitCode))
  })
  const text = await readFile(told, 'utf8').catch(() => null)
  return { code, called: text === null ? null : JSON.parse(text) }
}

test('what is given becomes options, and what is left empty none', async () => {
  const { code, called } = await measure({
    RATES: '1,2,4',
    REPEATS: '3',
    MAX_USD: '2',
    API_KEY: 'secret-key',
  })
  expect(code).toBe(0)
  expect(called).toEqual({
    args: [
      'bench',
      url,
      `--output=${folder}/out/llama-8b-l4.json`,
      '--rate=1,2,4',
      '--repeats=3',
      '--max-usd=2',
      '--api-key-env=API_KEY',
    ],
    key: 'secret-key',
  })
})

test('a value stays one argument, whatever is in it', async () => {
  const MODEL = 'llama $(touch pwned) "; rm -rf . #'
  const { called } = await measure({ MODEL, HARDWARE: '--help' })
  expect(called.args.slice(3)).toEqual([`--model=${MODEL}`, '--hardware=--help'])
  await expect(readFile(join(folder, 'pwned'))).rejects.toThrow('ENOENT')
})

test.for([
  ['an address of another kind', { URL: 'file:///etc/passwd' }],
  ['an option in place of an address', { URL: '--output=x' }],
  ['a name that leaves the folder', { NAME: '../../record' }],
  ['seconds that are a program', { WAIT_SECONDS: 'a[$(touch pwned)]' }],
  ['a server that does not come up', { URL: 'http://127.0.0.1:1/', WAIT_SECONDS: '0' }],
] as const)('%s is refused before anything is measured', async ([, variables]) => {
  const { code, called } = await measure(variables)
  expect(code).toBe(1)
  expect(called).toBeNull()
})
