import { describe, expect, test } from 'vitest'
import { memoryTree } from '../snapshot/memory.ts'
import type { Tree } from '../snapshot/tree.ts'
import { keepLost, readProjects, withProjects } from './read-projects.ts'
import { NO_SETUP, type ProjectSetup } from './reader.ts'
import { noCache, type Read, type ReadingCache } from './reading-cache.ts'
import { readTree, type TreeReading } from './read-tree.ts'

type Files = Readonly<Record<string, string>>

const TREE: Files = {
  'infra/main.tf':
    'resource "aws_instance" "gpu" {\n  count         = var.gpus\n  instance_type = "g5.xlarge"\n}\n',
  'infra/variables.tf': 'variable "gpus" {\n  default = 4\n}\n',
  'README.md': 'Four GPUs answer.\n',
}

const filesOf = (tree: Tree, cache: ReadingCache = noCache, known: TreeReading = new Map()) =>
  readTree(tree, { named: new Set(), known, cache })

/** What head says of a tree that was TREE before. */
async function changed(files: Files): Promise<TreeReading> {
  const [base, head] = [memoryTree(TREE), memoryTree({ ...TREE, ...files })]
  const known = await filesOf(base)
  const built = await filesOf(head, noCache, known)
  const before = { files: known, formerPath: (path: string) => path }
  const was = await readProjects(base, known, { setup: NO_SETUP, cache: noCache, before: null })
  const is = await readProjects(head, built, { setup: NO_SETUP, cache: noCache, before })
  return withProjects(built, keepLost(is, was))
}

const said = (readings: TreeReading): readonly string[] =>
  [...readings].flatMap(([path, { facts, diagnostics }]) => [
    ...facts.map(fact =>
      fact.kind === 'capacity'
        ? `${path}: ${fact.units?.expected ?? '?'} × ${fact.sku}, ${fact.unresolved}`
        : '',
    ),
    ...diagnostics.map(({ code, severity, line }) => `${path}:${line} ${severity} ${code}`),
  ])

describe('a change of one file of a project', () => {
  test.for([
    ['nothing', {}, ['infra/main.tf: 4 × g5.xlarge, null']],
    [
      'a variable of another file',
      { 'infra/variables.tf': 'variable "gpus" {\n  default = 8\n}\n' },
      ['infra/main.tf: 8 × g5.xlarge, null'],
    ],
    [
      'a variable file that did not exist',
      { 'infra/terraform.tfvars': 'gpus = 1\n' },
      ['infra/main.tf: 1 × g5.xlarge, null'],
    ],
    ['a count of none', { 'infra/terraform.tfvars': 'gpus = 0\n' }, []],
  ] as const)('%s', async ([, files, expected]) => {
    expect(said(await changed(files))).toEqual(expected)
  })

  test.for([
    [
      'the file of its variables',
      { 'infra/variables.tf': 'variable "gpus" {\n  default = [\n}\n' },
      [
        'infra/main.tf: ? × g5.xlarge, count = var.gpus, whose block in infra/variables.tf:1 cannot be read',
        'infra/variables.tf:3 error hcl-syntax',
      ],
    ],
    [
      'its own file',
      { 'infra/main.tf': 'resource "aws_instance" "gpu {\n' },
      [
        'infra/main.tf: 4 × g5.xlarge, infra/main.tf:1 cannot be read, so nobody knows whether it is still there',
        'infra/main.tf:1 error hcl-syntax',
      ],
    ],
    [
      'its own file, beyond recognition',
      { 'infra/main.tf': '<<<<<<< HEAD\n' },
      [
        'infra/main.tf: 4 × g5.xlarge, infra/main.tf:1 cannot be read, so nobody knows whether it is still there',
        'infra/main.tf:1 error hcl-syntax',
      ],
    ],
  ] as const)('that broke, %s: unknown, never removed', async ([, files, expected]) => {
    expect(said(await changed(files))).toEqual(expected)
  })
})

describe('the cache', () => {
  /** Remembers, and says which projects it was asked in vain for. */
  function watched() {
    const memory = new Map<string, Read>()
    const missed: string[] = []
    const stored: string[] = []
    const cache: ReadingCache = {
      get: ({ key, path }) => {
        const found = memory.get(`${key} ${path}`)
        if (found === undefined && path.startsWith('project ')) missed.push(path)
        return found
      },
      set: ({ key, path }, read) => {
        stored.push(path)
        memory.set(`${key} ${path}`, read)
      },
    }
    return { cache, missed, stored }
  }

  const PRODUCTION: ProjectSetup = {
    variables: [{ root: 'infra', files: ['infra/prod.tfvars'], environment: 'production' }],
  }

  test.for([
    ['nothing', {}, NO_SETUP, []],
    ['a file outside', { 'README.md': 'Eight GPUs answer.\n' }, NO_SETUP, []],
    [
      'any file of it',
      { 'infra/variables.tf': 'variable "gpus" {\n  default = 8\n}\n' },
      NO_SETUP,
      ['project terraform'],
    ],
    ['a new file of it', { 'infra/prod.tfvars': 'gpus = 2\n' }, NO_SETUP, ['project terraform']],
    ['what unitcost.yml says of it', {}, PRODUCTION, ['project terraform']],
  ] as const)('a project is read again after a change of %s', async ([, files, setup, expected]) => {
    const { cache, missed } = watched()
    const read = async (tree: Tree, setup: ProjectSetup) =>
      readProjects(tree, await filesOf(tree, cache), { setup, cache, before: null })
    await read(memoryTree(TREE), NO_SETUP)
    missed.length = 0
    await read(memoryTree({ ...TREE, ...files }), setup)
    expect(missed).toEqual(expected)
  })

  test('what it knows is not told to it again: then nothing has to be written', async () => {
    const { cache, stored } = watched()
    const tree = memoryTree(TREE)
    const read = async () =>
      readProjects(tree, await filesOf(tree, cache), { setup: NO_SETUP, cache, before: null })
    await read()
    expect(stored).toContain('project terraform')
    stored.length = 0
    await read()
    expect(stored).toEqual([])
  })
})
