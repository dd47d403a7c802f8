import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeRepository, type Files, type TestRepository } from './repository.ts'
import { commentOf, judgedBy } from './scenarios/command.ts'

/** Each folder of `examples/` is a pull request with the comment that it gets; `vitest -u` writes the comment. */
const root = resolve(import.meta.dirname, '..')
const examples = readdirSync(join(root, 'examples'), { withFileTypes: true })
  .filter(entry => entry.isDirectory())
  .map(({ name }) => name)
  .toSorted()

/** What each example is there to show. */
const ANSWERS: Readonly<Record<string, { readonly verdict: string; readonly drivers: readonly string[] }>> = {
  'agent-loop': { verdict: 'block', drivers: ['calls', 'output', 'prompt'] },
  'azure-quota-and-provisioned': { verdict: 'block', drivers: ['capacity'] },
  'first-contact': { verdict: 'pass', drivers: ['model', 'output', 'prompt'] },
  'gpu-fleet': { verdict: 'block', drivers: ['capacity'] },
  'kubernetes-autoscaling': { verdict: 'warn', drivers: ['capacity'] },
  'model-swap-behind-a-router': { verdict: 'block', drivers: ['model', 'routing'] },
  'own-machines-or-api': { verdict: 'block', drivers: ['model'] },
  'planted-drivers': {
    verdict: 'block',
    drivers: ['calls', 'capacity', 'context', 'model', 'prompt', 'retries'],
  },
  'prompt-bloat': { verdict: 'block', drivers: ['prompt'] },
  'quality-vs-cost': { verdict: 'block', drivers: ['model'] },
  'terraform-environments': { verdict: 'block', drivers: ['capacity'] },
}

test('every example says what it shows', () => {
  expect(examples).toStrictEqual(Object.keys(ANSWERS))
})

describe.for(examples)('examples/%s', example => {
  const folder = join(root, 'examples', example)
  const sides = ['diff', 'main', 'pull-request']
  let repository: TestRepository

  beforeAll(async () => {
    const [before, after] = [filesIn(join(folder, 'before')), filesIn(join(folder, 'after'))]
    const gone = Object.fromEntries(Object.keys(before).map(path => [path, null]))
    repository = await makeRepository(before)
    await repository.git('switch', '--quiet', '--create', 'pull-request')
    await repository.commit({ ...gone, ...after })
  })
  afterAll(() => repository.remove())

  test('has the comment that it is documented with', async () => {
    const comment = await commentOf(sides, { cwd: repository.dir })
    await expect(comment).toMatchFileSnapshot(join(folder, 'comment.md'))
  })

  test('gets the answer that it shows, for the causes that it shows', async () => {
    const { result, exitCode } = await judgedBy(sides, { cwd: repository.dir })
    const kinds = new Set(result.workloads.flatMap(({ drivers }) => drivers.map(({ kind }) => kind)))
    expect({ verdict: result.verdict, drivers: [...kinds].toSorted() }).toStrictEqual(ANSWERS[example])
    expect(exitCode).toBe(result.verdict === 'block' ? 1 : 0)
    expect(schemaProblems(result)).toStrictEqual([])
  })

  test('has a page of its own', () => {
    expect(existsSync(join(folder, 'README.md'))).toBe(true)
  })
})

/** Path → content of a folder, as `makeRepository` takes it. */
function filesIn(folder: string): Files {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  const paths = files.map(({ parentPath, name }) => join(parentPath, name))
  return Object.fromEntries(paths.map(path => [relative(folder, path), readFileSync(path)]))
}

function schemaProblems(result: unknown): readonly unknown[] {
  const text = readFileSync(join(root, 'schema', 'result.schema.json'), 'utf8')
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(JSON.parse(text) as object)
  return validate(result) ? [] : (validate.errors ?? [])
}
