import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bundle } from '../scripts/bundle.ts'
import { gitTestEnvironment, makeRepository, type TestRepository } from './repository.ts'

const folder = mkdtempSync(join(tmpdir(), 'unitcost-readings-'))
let repository: TestRepository

beforeAll(async () => {
  const { files } = await bundle(join(import.meta.dirname, '..'), ['src/cli.ts'])
  for (const [name, content] of files) writeFileSync(join(folder, name), content)
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  repository = await makeRepository({
    'prompts/answer.j2': 'Answer the customer.\n',
    'gateway/litellm.yaml':
      'model_list:\n  - { model_name: smart, litellm_params: { model: openai/gpt-4o } }\n',
    'deploy/service.yaml': 'kind: Service\n',
  })
  await repository.git('checkout', '-q', '-b', 'longer')
  await repository.commit({ 'prompts/answer.j2': 'Answer the customer at length.\n' })
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  await repository.remove()
})

const diff = (cli: readonly string[]) =>
  execFileSync(process.execPath, [...cli, 'diff', 'main', 'HEAD', '--format', 'json'], {
    cwd: repository.dir,
    env: gitTestEnvironment,
    encoding: 'utf8',
  })

test('a bundle remembers what it read, and its next run says the same as one from sources', () => {
  const file = join(repository.dir, '.git', 'unitcost', 'readings.txt')
  const fromSources = diff([join(import.meta.dirname, '..', 'src', 'cli.ts')])
  expect(existsSync(file)).toBe(false)

  const first = diff([join(folder, 'cli.js')])
  const remembered = readFileSync(file, 'utf8')
  const second = diff([join(folder, 'cli.js')])

  expect([first, second]).toEqual([fromSources, fromSources])
  expect(readFileSync(file, 'utf8')).toBe(remembered)
  const [header, ...lines] = remembered.split('\n')
  expect(header).toMatch(/^unitcost readings of build [0-9a-f]{20}$/)
  expect(lines.map(line => line.replace(/^\S+ (\w+ \S+)\t.*?(\w+)\W*$/, '$1 $2')).toSorted())
    .toMatchInlineSnapshot(`
      [
        "found deploy/service.yaml null",
        "found gateway/litellm.yaml projects",
        "found prompts/answer.j2 projects",
        "found prompts/answer.j2 projects",
      ]
    `)
})
