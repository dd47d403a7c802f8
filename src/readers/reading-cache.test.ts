import { describe, expect, test } from 'vitest'
import { memoryTree } from '../snapshot/memory.ts'
import type { Content, Tree } from '../snapshot/tree.ts'
import { readTree } from './read-tree.ts'
import { noCache, readingCache } from './reading-cache.ts'

const FILES = {
  'prompts/answer.j2': 'You are kind.\n{% if vip %}Be quick.{% endif %} {{ question }}\n',
  'prompts/classify.prompty':
    '---\nname: Classify\nmodel:\n  configuration: { type: openai, name: gpt-4o }\n---\nsystem:\nÄ "quoted"\tline\u2028{{ticket}}\n',
  'gateway/litellm.yaml':
    'model_list:\n  - model_name: smart\n    litellm_params: { model: openai/gpt-4o, rpm: 10 }\n    model_info: { input_cost_per_token: 1e-6, output_cost_per_token: 0 }\n',
  'infra/gpu.tf':
    'resource "aws_instance" "gpu" {\n  instance_type = "g5.xlarge"\n  count = var.replicas\n}\n',
  'evals/promptfooconfig.yaml':
    'prompts: [file://../prompts/answer.j2]\nproviders: [openai:gpt-4o]\ntests: [{ vars: { question: Why? } }]\n',
  'deploy/service.yaml': 'kind: Service\n',
  'deploy/broken.yaml': 'model_list: [\n',
  'src/voice.txt': 'Be kind.\n',
}
const VOICE = 'src/voice.txt'

/** A file in memory, and what is in it. */
function cacheInMemory(text: string | null = null) {
  const file = { text, read: () => file.text, write: (written: string) => void (file.text = written) }
  return file
}

/** A run of its own: what it found, and which files it had to fetch. */
async function run(tree: Tree, file = cacheInMemory(), { build = 'one', named = [VOICE] }: Run = {}) {
  const fetched: string[] = []
  const read: Tree['read'] = paths => {
    fetched.push(...paths)
    return tree.read(paths)
  }
  const cache = readingCache(file, build)
  const reading = await readTree({ ...tree, read }, { named: new Set(named), known: new Map(), cache })
  cache.save()
  return { reading: [...reading], fetched }
}
type Run = { readonly build?: string | null; readonly named?: readonly string[] }

test('what an earlier run read is not read again, and says the same to the last byte', async () => {
  const file = cacheInMemory()
  const first = await run(memoryTree(FILES), file)
  const second = await run(memoryTree(FILES), file)
  const without = await readTree(memoryTree(FILES), {
    named: new Set([VOICE]),
    known: new Map(),
    cache: noCache,
  })

  expect([first.fetched.length, second.fetched]).toEqual([Object.keys(FILES).length, []])
  expect(second.reading).toStrictEqual([...without])
  expect(JSON.stringify(second.reading)).toBe(JSON.stringify([...without]))
  expect(second.reading.filter(([, { facts }]) => facts.length > 0).map(([path]) => path))
    .toMatchInlineSnapshot(`
      [
        "evals/promptfooconfig.yaml",
        "gateway/litellm.yaml",
        "prompts/answer.j2",
        "prompts/classify.prompty",
        "src/voice.txt",
      ]
    `)
})

test('a file that changed is read anew, and so is one that moved', async () => {
  const file = cacheInMemory()
  await run(memoryTree(FILES), file)
  const { 'infra/gpu.tf': moved, ...rest } = FILES
  const changed = { ...rest, 'prompts/answer.j2': 'Be brief.\n', 'infra/pool/gpu.tf': moved }

  const { fetched, reading } = await run(memoryTree(changed), file)

  expect(fetched).toEqual(['infra/pool/gpu.tf', 'prompts/answer.j2'])
  expect(reading).toStrictEqual((await run(memoryTree(changed))).reading)
})

test('a file that is now named in unitcost.yml is read anew: it is a prompt', async () => {
  const file = cacheInMemory()
  const path = 'deploy/service.yaml'
  await run(memoryTree(FILES), file)
  const { fetched, reading } = await run(memoryTree(FILES), file, { named: [path] })
  expect(fetched).toEqual([path])
  expect(new Map(reading).get(path)?.reader).toBe('plain')
})

describe('nothing is taken from', () => {
  test.for<[string, (written: string) => string | null]>([
    ['no file', () => null],
    ['an empty file', () => ''],
    ['another build', written => written.replace('build one', 'build two')],
    ['another kind of file', () => '{"version":1,"counts":{}}'],
    ['readings that are no JSON', written => written.replaceAll('\t', '\t{')],
    ['readings of another form', written => written.replaceAll(/\t.*/g, '\t[]')],
    ['lines that end early', written => written.replaceAll(/\t.*/g, '\t')],
  ])('%s', async ([, damage]) => {
    const file = cacheInMemory()
    const { fetched, reading } = await run(memoryTree(FILES), file)
    const damaged = await run(memoryTree(FILES), cacheInMemory(damage(file.text ?? '')))
    expect(damaged).toEqual({ fetched, reading })
  })
})

describe('nothing is remembered of', () => {
  test('a run from sources, which may change at any time', async () => {
    const file = cacheInMemory()
    await run(memoryTree(FILES), file, { build: null })
    expect(file.text).toBeNull()
  })

  test.for<[string, Content]>([
    ['a file that could not be read', { kind: 'skipped', why: 'unreadable' }],
    ['a file that changed while it was read', { kind: 'text', text: 'written meanwhile\n' }],
  ])('%s', async ([, content]) => {
    const tree = memoryTree({ 'prompts/answer.j2': 'Be kind.\n' })
    const file = cacheInMemory()
    await run({ ...tree, read: async paths => new Map(paths.map(path => [path, content])) }, file)
    const { fetched, reading } = await run(tree, file)
    expect(fetched).toEqual(['prompts/answer.j2'])
    expect(reading).toStrictEqual((await run(tree)).reading)
  })

  test('a file whose name would break a line', async () => {
    const files = { 'prompts/line\nfeed\t.md': 'Be kind.\n' }
    const file = cacheInMemory()
    const { fetched } = await run(memoryTree(files), file)
    expect(await run(memoryTree(files), file)).toMatchObject({ fetched })
  })
})

test('the file stays below 16 million characters: what was used longest ago goes', async () => {
  const file = cacheInMemory()
  const text = (n: number) => `${n} ${'kind '.repeat(60_000)}\n`
  const files = (from: number) =>
    Object.fromEntries(Array.from({ length: 30 }, (_, n) => [`prompts/${from + n}.md`, text(from + n)]))
  await run(memoryTree(files(0)), file)
  await run(memoryTree(files(30)), file)
  expect(file.text?.length).toBeLessThan(16_100_000)
  expect((await run(memoryTree(files(30)), file)).fetched).toEqual([])
  expect((await run(memoryTree(files(0)), file)).fetched.length).toBeGreaterThan(0)
})
