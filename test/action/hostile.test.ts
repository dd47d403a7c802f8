import { afterAll, beforeAll, expect, test } from 'vitest'
import { START } from './shop.ts'
import { openStage, type Stage } from './stage.ts'

let stage: Stage

beforeAll(async () => {
  stage = await openStage()
})

afterAll(() => stage.close())

/** A prompt that is priced, so that its name reaches every table. */
const prompt = (model: string) => `name: ::error::named
model: ${model}
messages:
  - role: system
    content: "Answer.\\n::error::said\\n##[error]said"
`

const BROKEN = `${prompt('openai/gpt-4o-mini')}tools: [\n::error::broken\n`

const NAMES = [
  'a.prompt.yml',
  '::error::injected.prompt.yml',
  'line\n::set-output name=verdict::pass\n.prompt.yml',
  'cr\r::stop-commands::x.prompt.yml',
  '##[error]injected.prompt.yml',
  'a,line=1::b%0A.prompt.yml',
  '--> <b>@octocat #1 |.prompt.yml',
].map(name => `prompts/${name}`)

const each = (text: string) => Object.fromEntries(NAMES.map(name => [name, text]))

/** What the runner takes for a command: `::` at the start of a line, or `##[` anywhere else. */
const commandsIn = (log: string) =>
  log.split(/[\n\r]/).filter(line => /^\s*::/.test(line) || line.includes('##['))

test('names and contents of files are not taken for workflow commands', async () => {
  const before = { ...START, ...each(prompt('openai/gpt-4o-mini')) }
  const pull = await stage.github.openPullRequest()
  const ran = await stage.review(await stage.shop(each(prompt('openai/gpt-4o')), before), pull)
  expect(ran.outputs['verdict']).toMatch(/^(pass|warn)$/)
  expect(ran.log).toContain('injected')
  expect(commandsIn(ran.log).filter(line => !line.startsWith('::warning title=Unitcost%3A '))).toEqual([])

  const [comment, ...others] = await stage.github.commentsOf(pull)
  expect(others).toEqual([])
  expect(comment?.body).toContain('injected')
  // The marker and the state.
  expect(comment?.body.match(/<!--|-->/g)).toEqual(['<!--', '-->', '<!--', '-->'])
  expect(comment?.body).not.toMatch(/@octocat|#1\b|<b>/)
})

test('a broken file with such a name is annotated, and injects nothing', async () => {
  const before = { ...START, ...each(prompt('openai/gpt-4o-mini')) }
  const pull = await stage.github.openPullRequest()
  const ran = await stage.review(await stage.shop(each(BROKEN), before), pull)
  expect(ran.code).toBe(1)
  const commands = commandsIn(ran.log)
  expect(
    commands.filter(line => !/^::(?:error|warning) title=Unitcost%3A [a-z-]+,file=prompts\//.test(line)),
  ).toEqual([])
  expect(commands.filter(line => line.startsWith('::error'))).toHaveLength(NAMES.length)
  expect(commands.join('\n')).toContain(
    'file=prompts/line%0A%3A%3Aset-output name=verdict%3A%3Apass%0A.prompt.yml',
  )
})

test('at most ten of a kind are annotated, as GitHub shows no more', async () => {
  const many = (text: string) =>
    Object.fromEntries(Array.from({ length: 14 }, (_, n) => [`prompts/${n}.prompt.yml`, text]))
  const shop = await stage.shop(many(BROKEN), { ...START, ...many(prompt('openai/gpt-4o-mini')) })
  const ran = await stage.review(shop, await stage.github.openPullRequest())
  for (const level of ['::error ', '::warning '])
    expect(commandsIn(ran.log).filter(line => line.startsWith(level))).toHaveLength(10)
})
