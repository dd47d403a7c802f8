import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { UnitcostError } from '../model/diagnostic.ts'
import { tokensCommand } from './tokens.ts'

const HOST = { cwd: '/shop', env: {}, today: '2026-11-25', color: false, width: 100 }

/** Runs the command on files in memory; standard input is the file `-`. */
const run = (files: Readonly<Record<string, string>>, ...args: readonly string[]) => runIn({}, files, ...args)

async function runIn(
  env: Readonly<Record<string, string>>,
  files: Readonly<Record<string, string>>,
  ...args: readonly string[]
) {
  const written: string[] = []
  const streams = () => ({
    read: async function* (path: string) {
      const text = files[path]
      if (text === undefined) throw new UnitcostError('input', `${path} cannot be read`, '')
      yield* text.match(/[\s\S]{1,64}/gu) ?? []
    },
    write: (text: string) => Promise.resolve(void written.push(text)),
  })
  const { stdout, exitCode } = await tokensCommand(streams).run(args, { ...HOST, env })
  return { exitCode, out: written.join('') + stdout }
}

const request = (id: string, more: object) =>
  JSON.stringify({ id, provider: 'openai', api: 'openai-chat', model: 'gpt-4o', ...more })

describe('requests', () => {
  test('one answer a line, in order; what cannot be counted says why', async () => {
    const lines = [
      request('hello', { request: { messages: [{ role: 'user', content: 'hello' }] }, usage: { input: 8 } }),
      '',
      request('no-body', {}).replace('"model"', '"request":7,"model"'),
      request('odd-api', { api: 'telegraph', request: {} }),
      '{"id": "broken", "request"',
      request('last', { request: { messages: [] } }),
    ]
    const { out, exitCode } = await run({ '-': lines.join('\n') }, '-')
    expect(exitCode).toBe(0)
    expect(out).toMatchInlineSnapshot(`
      "{"id":"hello","input_tokens":8,"low":8,"high":8,"exact":true,"breakdown":{"user text":1,"messages":4,"reply":3}}
      {"id":"no-body","input_tokens":null,"error":"\`request\` is not an object"}
      {"id":"odd-api","input_tokens":null,"error":"there is no api \`telegraph\`"}
      {"id":null,"input_tokens":null,"error":"the line is not a JSON object"}
      {"id":"last","input_tokens":3,"low":3,"high":3,"exact":true,"breakdown":{"messages":0,"reply":3}}
      "
    `)
  })
})

test('a text is counted alone', async () => {
  expect((await run({ 'notes.txt': 'hello world' }, 'notes.txt')).out).toMatchInlineSnapshot(`
    "2 tokens for openai/gpt-4o, text alone
    "
  `)
  expect((await run({ '-': 'hello world' }, '--model', 'claude-opus-4-8', '--format', 'json')).out)
    .toMatchInlineSnapshot(`
    "{"model":"claude-opus-4-8","input_tokens":3,"low":2,"high":4,"exact":false}
    "
  `)
})

test('a prompt file shows its parts, with variables as assumed', async () => {
  const prompt = 'You answer customers of {{ shop }}.\n\nQuestion: {{ question }}\n'
  expect((await run({ 'prompts/answer.j2': prompt }, 'prompts/answer.j2')).out).toMatchInlineSnapshot(`
    "prompts/answer.j2: 217 tokens (17 … 2,017) for openai/gpt-4o
      user text                10
      messages                  4
      reply                     3
      shop (assumed)          100
      question (assumed)      100
    "
  `)
})

test.for([
  [['a.txt', 'b.txt'], 'one argument too many'],
  [['--format', 'xml'], 'no format'],
  [['missing.txt'], 'cannot be read'],
] as const)('%j is refused: %s', async ([args, message]) => {
  await expect(run({}, ...args)).rejects.toThrow(message)
})

describe('--exact asks the provider', () => {
  /** A provider that counts 42, refuses the model `claude-broken`, and remembers what it was asked. */
  async function provider() {
    const asked: { readonly url: string; readonly key: unknown; readonly body: string }[] = []
    const server = createServer(async (request, response) => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(chunk)
      const body = Buffer.concat(chunks).toString()
      asked.push({ url: request.url ?? '', key: request.headers['x-api-key'], body })
      response.statusCode = body.includes('claude-broken') ? 529 : 200
      response.end('{"input_tokens": 42}')
    })
    await new Promise<void>(ready => void server.listen(0, '127.0.0.1', ready))
    const { port } = server.address() as AddressInfo
    return { asked, url: `http://127.0.0.1:${port}`, close: () => server.close() }
  }

  const claude = (id: string, model: string) =>
    JSON.stringify({
      id,
      provider: 'anthropic',
      api: 'anthropic-messages',
      model,
      request: { max_tokens: 9, messages: [{ role: 'user', content: 'hello' }] },
    })

  test('once for the same request; a refusal keeps the estimate; without a key nothing is sent', async () => {
    const { asked, url, close } = await provider()
    const lines = [claude('a', 'claude-opus-5'), claude('b', 'claude-opus-5'), claude('c', 'claude-broken')]
    const input = { '-': lines.join('\n') }
    const env = { ANTHROPIC_API_KEY: 'key-of-the-shop', ANTHROPIC_BASE_URL: url }
    const { out } = await runIn(env, input, '--exact')
    expect(
      out
        .trim()
        .split('\n')
        .map(line => JSON.parse(line)),
    ).toMatchObject([
      { id: 'a', input_tokens: 42, low: 42, high: 42, exact: true },
      { id: 'b', input_tokens: 42 },
      { id: 'c', exact: false, exact_error: 'the provider answered 529' },
    ])
    expect(asked.map(({ url: path, key }) => [path, key])).toEqual([
      ['/v1/messages/count_tokens', 'key-of-the-shop'],
      ['/v1/messages/count_tokens', 'key-of-the-shop'],
    ])
    expect(asked[0]?.body).not.toContain('max_tokens')
    await runIn({ ANTHROPIC_BASE_URL: url }, input, '--exact')
    await runIn(env, input)
    expect(asked).toHaveLength(2)
    close()
  })
})
