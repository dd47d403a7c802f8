import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { prices } from './prices.ts'

const dirs: string[] = []
const folder = async (files: Readonly<Record<string, string>> = {}) => {
  const dir = await mkdtemp(join(tmpdir(), 'unitcost-prices-'))
  dirs.push(dir)
  mkdirSync(join(dir, '.unitcost'))
  for (const [path, text] of Object.entries(files)) writeFileSync(join(dir, path), text)
  return dir
}
afterAll(async () => {
  for (const dir of dirs) await rm(dir, { recursive: true })
})

const run = async (cwd: string, ...args: readonly string[]) =>
  prices.run(args, { cwd, env: {}, today: '2026-11-22', color: false, width: 100 })

const contract = JSON.stringify({
  version: 1,
  prices: [{ model: 'openai/gpt-4o', input_usd_per_mtok: 2, output_usd_per_mtok: 8, note: 'contract 4711' }],
})

describe('a model', () => {
  test('shows every price, where it is from, and what that overrides', async () => {
    const dir = await folder({ '.unitcost/prices.json': contract })
    const { stdout, exitCode } = await run(dir, 'openai/gpt-4o')
    expect(exitCode).toBe(0)
    expect(stdout).toMatchInlineSnapshot(`
      "openai/gpt-4o
        contract rate: .unitcost/prices.json:1, as of unknown
        contract 4711

        input   $2  / 1M tokens
        output  $8  / 1M tokens

        overridden: list pricing/models.snapshot.json: genai-prices 0.1.8, as of 2026-09-23 (60 days old: stale)
          input $2.50, output $10, cache read $1.25

        context window  128,000 tokens
        maximum output  16,384 tokens
        cached from     1,024 tokens
        batch           × 0.5
        priority        × 1.7
        fee             web search: $10 / 1,000 calls (2026-09-23)
        fee             file search (vector store query): $2.50 / 1,000 calls (2026-09-23)
        also called     openai/gpt-4o-2024-08-06, openai/gpt-4o-2024-11-20
        terms from      LiteLLM price map, as of 2026-08-06
      "
    `)
  })

  test('with tiers and scheduled prices', async () => {
    const { stdout } = await run(await folder(), 'google/gemini-3.6-flash')
    expect(stdout).toMatchInlineSnapshot(`
      "google/gemini-3.6-flash
        list pricing/models.snapshot.json: genai-prices 0.1.8, as of 2026-09-23 (60 days old: stale)

        input        $0.75  / 1M tokens
        cache read  $0.075  / 1M tokens
        output       $3.75  / 1M tokens
        scheduled from 2027-01-01: input $1.50, output $7.50, cache read $0.15

        context window  1,000,000 tokens
        maximum output  65,536 tokens
        cached from     4,096 tokens
        batch           × 0.5
        flex            × 0.5
        priority        × 1.8
        terms from      LiteLLM price map, as of 2026-08-06
      "
    `)
  })

  test('that nobody knows gets suggestions, exit code 2 and no price', async () => {
    expect(await run(await folder(), 'openai/gpt5.4')).toEqual({
      stdout: '',
      stderr: 'error: the price book has no openai/gpt5.4\n  Did you mean openai/gpt-5.4?\n',
      exitCode: 2,
    })
    expect((await run(await folder(), 'acme/llama-ft')).stderr).toContain('Names are exact')
  })

  test('in JSON', async () => {
    const { stdout } = await run(await folder(), 'openai/gpt-4o', '--format', 'json')
    expect(JSON.parse(stdout)).toMatchObject({
      version: 1,
      id: 'openai/gpt-4o',
      applies: 0,
      quotes: [{ layer: 'snapshot', prices: [{ input: 2.5, output: 10 }] }],
      context: 128_000,
    })
  })
})

test('without a model, the lists and the providers with their age', async () => {
  const { stdout, exitCode } = await run(await folder())
  expect(exitCode).toBe(0)
  expect(stdout).toMatch(/^models +1,080 +2026-09-23 +60 days old: stale +genai-prices 0\.1\.8$/m)
  expect(stdout).toMatch(/^openai +86 +2026-10-06 +2026-09-23$/m)
})

describe('check', () => {
  test.for([
    ['no files', {}, [], 0],
    ['a right file', { '.unitcost/prices.json': contract }, [], 0],
    ['a wrong file', { '.unitcost/prices.json': '{"version": 1}' }, [], 1],
    ['a wrong list', { '.unitcost/price-book.json': '{"version": 1, "models": []}' }, [], 1],
    ['a file by name', { 'mine.json': contract }, ['mine.json'], 0],
    ['outdated prices', {}, ['--date', '2027-06-01'], 1],
  ] as const)('%s', async ([, files, args, exitCode]) => {
    expect(await run(await folder(files), 'check', ...args)).toMatchObject({ exitCode })
  })

  test('says what is wrong and where', async () => {
    const broken = contract.replace('input_usd_per_mtok', 'input_usd')
    const { stderr } = await run(await folder({ '.unitcost/prices.json': broken }), 'check')
    expect(stderr).toMatchInlineSnapshot(`
      "error: .unitcost/prices.json:1: the price file has an unknown key \`input_usd\`
        Known here: model, input_usd_per_mtok, output_usd_per_mtok, cache_read_usd_per_mtok, cache_write_usd_per_mtok, effective_from, note.
      error: .unitcost/prices.json:1: a row of the price file has no \`input_usd_per_mtok\`
        Add \`input_usd_per_mtok\`.
      "
    `)
  })

  test('a file that is not there cannot be checked', async () => {
    await expect(run(await folder(), 'check', 'gone.json')).rejects.toMatchObject({
      code: 'unreadable-prices',
    })
  })
})

/** Enough models that the list is believed. */
const models = (input: number) => [
  { id: 'gpt-4o', match: { equals: 'gpt-4o' }, prices: { input_mtok: input, output_mtok: 10 } },
  ...Array.from({ length: 700 }, (_, n) => ({
    id: `gpt-${n}`,
    match: { or: [{ equals: `gpt-${n}` }, { starts_with: `gpt-${n}` }] },
    prices: { input_mtok: 1, output_mtok: 2 },
  })),
]
const listText = (input: number) => JSON.stringify([{ id: 'openai', models: models(input) }])

describe('update', () => {
  const pages: Readonly<Record<string, () => { status: number; body: string; location?: string }>> = {
    '/data.json': () => ({ status: 200, body: listText(5) }),
    '/moved': () => ({ status: 302, body: '', location: '/data.json' }),
    '/gone': () => ({ status: 404, body: 'no' }),
    '/html': () => ({ status: 200, body: '<html>' }),
    '/few': () => ({ status: 200, body: JSON.stringify([{ id: 'openai', models: models(5).slice(0, 3) }]) }),
    '/huge': () => ({ status: 200, body: ' '.repeat(16_000_001) }),
  }
  const server = createServer((request, response) => {
    const page = pages[request.url ?? '']?.() ?? { status: 500, body: '' }
    response.writeHead(page.status, page.location === undefined ? {} : { location: page.location })
    response.end(page.body)
  })
  beforeAll(() => new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve)))
  afterAll(() => new Promise(resolve => server.close(resolve)))
  const at = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`

  test('writes the list with its source, day and hash, and prints what changed', async () => {
    const dir = await folder()
    const { stdout, exitCode } = await run(dir, 'update', '--from', at('/data.json'))
    expect(exitCode).toBe(0)
    expect(stdout).toMatch(/^ {2}openai\/gpt-4o +input +\$2\.50 +→ \$5 +\+100 %$/m)
    expect(stdout).toContain('Wrote .unitcost/price-book.json: 701 models, sha256 ')
    const written = JSON.parse(readFileSync(join(dir, '.unitcost/price-book.json'), 'utf8'))
    expect(written).toMatchObject({ version: 1, url: at('/data.json'), fetched_at: '2026-11-22' })
    expect(written.sha256).toMatch(/^[0-9a-f]{64}$/)
    expect((await run(dir, 'gpt-4o')).stdout).toContain('fetched list .unitcost/price-book.json')
    expect((await run(dir, 'check')).exitCode).toBe(0)
    expect((await run(dir, 'update', '--from', at('/moved'))).stdout).toContain('no price differs')
  })

  test('--dry-run prints the same and writes nothing', async () => {
    const dir = await folder()
    const { stdout } = await run(dir, 'update', '--dry-run', '--from', at('/data.json'))
    expect(stdout).toContain('→ $5')
    expect(stdout).toContain('Nothing was written')
    expect(() => readFileSync(join(dir, '.unitcost/price-book.json'))).toThrow('ENOENT')
  })

  test('reads a file, too', async () => {
    const dir = await folder({ 'data.json': listText(3) })
    expect((await run(dir, 'update', '--from', 'data.json')).stdout).toContain('→ $3')
  })

  test.for([
    ['/gone', 'prices-download', 'the server answers 404'],
    ['/huge', 'prices-download', 'the list has more than 16 MB'],
    ['/html', 'prices-unusable', 'it is not JSON'],
    ['/few', 'prices-unusable', 'it prices 3 models, fewer than half of the built-in list'],
  ] as const)('%s is refused: %s, %s', async ([path, code, why]) => {
    const dir = await folder()
    const attempt = run(dir, 'update', '--from', at(path))
    await expect(attempt).rejects.toMatchObject({ code, message: expect.stringContaining(why) })
    expect(() => readFileSync(join(dir, '.unitcost/price-book.json'))).toThrow('ENOENT')
  })

  test.for(['http://prices.example/data.json', 'ftp://127.0.0.1/data.json', 'file:///etc/hosts'])(
    '%s is never asked for',
    async url => {
      await expect(run(await folder(), 'update', '--from', url)).rejects.toMatchObject({
        code: 'prices-download',
        message: expect.stringContaining('only https is fetched'),
      })
    },
  )

  test('a server that is not there is said in one line', async () => {
    const closed = createServer()
    await new Promise<void>(resolve => closed.listen(0, '127.0.0.1', resolve))
    const { port } = closed.address() as AddressInfo
    await new Promise(resolve => closed.close(resolve))
    onTestFinished(() => {
      closed.close()
    })
    await expect(run(await folder(), 'update', '--from', `http://127.0.0.1:${port}/`)).rejects.toMatchObject({
      code: 'prices-download',
      message: expect.stringContaining('ECONNREFUSED'),
    })
  })
})

describe('compare', () => {
  test('two lists, whatever their format', async () => {
    const dir = await folder({ 'old.json': listText(2.5), 'new.json': listText(2.7), 'mine.json': contract })
    const { stdout } = await run(dir, 'compare', 'old.json', 'new.json')
    expect(stdout).toMatchInlineSnapshot(`
      "1 price of 1 model changed, 0 models new, 0 models gone
        openai/gpt-4o  input  $2.50  → $2.70  +8 %
      "
    `)
    expect((await run(dir, 'compare', 'old.json', 'old.json')).stdout).toBe(
      'no price differs by more than 1 %\n',
    )
    expect((await run(dir, 'compare', 'built-in', 'mine.json')).stdout).toMatch(
      /gpt-4o +input +\$2\.50 +→ \$2/,
    )
  })

  test.for([
    [['built-in'], 'usage'],
    [['built-in', 'gone.json'], 'unreadable-prices'],
    [['built-in', 'text.json'], 'prices-unknown-format'],
  ] as const)('%o: %s', async ([args, code]) => {
    const dir = await folder({ 'text.json': 'not JSON' })
    await expect(run(dir, 'compare', ...args)).rejects.toMatchObject({ code })
  })
})

test.for([
  [['gpt-4o', 'gpt-5']],
  [['update', 'now']],
  [['check', 'a', 'b']],
  [['--format', 'xml']],
  [['--date', 'today']],
  [['--frm', 'x']],
] as const)('%o is no command', async ([args]) => {
  await expect(run(await folder(), ...args)).rejects.toMatchObject({ code: 'usage' })
})
