import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { loadConfig } from '../src/config/load.ts'
import { rules } from './index.ts'
import { worldOf } from '../test/builders.ts'
import { delta, looping, request, side } from './testing.ts'

const files = readdirSync(new URL('.', import.meta.url))
const isRule = (file: string) =>
  file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'index.ts' && file !== 'testing.ts'

test('the list holds every rule of the folder, by id', () => {
  const inFolder = files.filter(isRule).map(file => file.replace(/\.ts$/, ''))
  expect(rules.map(({ id }) => id)).toEqual(inFolder.toSorted())
})

test('without a word of an admin no rule blocks a merge', () => {
  expect(rules.filter(({ level }) => level === 'error')).toEqual([])
})

test.for(rules)('$id has a test, and a page that tells its purpose, level and options', rule => {
  expect(files).toContain(`${rule.id}.test.ts`)
  const page = pageOf(rule.id)
  expect(page.startsWith(`# ${rule.id}\n\n${rule.title} Level: ${rule.level}.\n`)).toBe(true)
  for (const option of Object.keys(rule.options)) expect(page).toContain(`\`${option}\``)
  for (const heading of ['Why', 'How to fix it', 'How to tune it', 'What it says'])
    expect(page).toContain(`\n## ${heading}\n`)
})

test.for(rules)('the unitcost.yml on the page of $id is accepted', ({ id }) => {
  const [example = ''] = /(?<=```yaml\n).*?(?=```)/s.exec(pageOf(id)) ?? []
  const { config, diagnostics } = loadConfig({ path: 'unitcost.yml', text: example }, { rules })
  expect(diagnostics).toEqual([])
  expect(config?.rules).toHaveProperty(id)
})

test.for(rules)('the defaults of $id are values that its options take', ({ id, defaults }) => {
  const text = JSON.stringify({ version: 1, rules: { [id]: { level: 'note', ...Object(defaults) } } })
  expect(loadConfig({ path: 'unitcost.yml', text }, { rules }).diagnostics).toEqual([])
})

test.for([
  { options: { all: true }, found: 1 },
  { options: { all: false }, found: 0 },
  { options: {}, found: 0 },
  { options: undefined, found: 0 },
])(
  'a rule of the list takes the options of unitcost.yml, else its defaults: $options',
  ({ options, found }) => {
    const loop = side({ calls: [looping()] }, { perRequest: request(0.01) })
    const deltas = [delta({ status: 'unchanged', base: loop, head: loop })]
    const rule = rules.find(({ id }) => id === 'agent-loop-unbounded')
    const nothingAround = {
      prices: { asOf: '2026-11-20', stale: false },
      world: worldOf({}),
      budgets: [],
      tiers: {},
      date: '2026-11-24',
      benchmarks: [],
      qualityLimits: new Set<string>(),
    }
    expect(rule?.check({ ...nothingAround, deltas, options })).toHaveLength(found)
  },
)

test('rules do not import one another', () => {
  const ids = rules.map(({ id }) => id)
  for (const id of ids) {
    const text = readFileSync(new URL(`${id}.ts`, import.meta.url), 'utf8')
    expect(ids.filter(other => text.includes(`./${other}.ts`))).toEqual([])
  }
})

const pageOf = (id: string) => readFileSync(new URL(`${id}.md`, import.meta.url), 'utf8')
