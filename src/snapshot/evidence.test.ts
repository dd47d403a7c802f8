import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/repository.ts'
import { evidencePath, withEvidence } from './evidence.ts'
import { handOver, isThere } from './handOver.ts'
import { memoryTree } from './memory.ts'

test.for([
  ['benchmarks/l4.json', '.unitcost/benchmarks/l4.json'],
  ['.unitcost/benchmarks/l4.json', '.unitcost/benchmarks/l4.json'],
  ['evals/support/results.jsonl', '.unitcost/evals/support/results.jsonl'],
  ['l4.json', '.unitcost/evidence/l4.json'],
  ['unitcost-benchmark-l4/l4.json', '.unitcost/evidence/unitcost-benchmark-l4/l4.json'],
  // Neither prices nor policy, nor any file of the repository.
  ['prices.json', '.unitcost/evidence/prices.json'],
  ['.unitcost/prices.json', '.unitcost/evidence/prices.json'],
  ['benchmarks', '.unitcost/evidence/benchmarks'],
  ['unitcost.yml', '.unitcost/evidence/unitcost.yml'],
  ['.unitcost', null],
  ['../unitcost.yml', null],
  ['benchmarks/../../unitcost.yml', null],
  ['benchmarks\\..\\x', null],
  ['/etc/passwd', null],
  ['benchmarks//l4.json', null],
] as const)('%s comes to lie at %s', ([path, target]) => {
  expect(evidencePath(path)).toBe(target)
})

describe('a tree with evidence', () => {
  const tree = memoryTree({
    'unitcost.yml': 'version: 1\n',
    '.unitcost/benchmarks/l4.json': 'of last week',
    '.unitcost/prices.json': '{}',
  })
  const texts = async (paths: readonly string[], evidence: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      [...(await withEvidence(tree, memoryTree(evidence)).read(paths))].map(([path, content]) => [
        path,
        content.kind === 'text' ? content.text : content.why,
      ]),
    )

  test('has both, and the newer of what lies at the same place', async () => {
    const all = ['unitcost.yml', '.unitcost/benchmarks/l4.json', '.unitcost/evidence/t4.json', 'gone.json']
    expect(await texts(all, { 'benchmarks/l4.json': 'of today', 't4.json': 'new' })).toEqual({
      'unitcost.yml': 'version: 1\n',
      '.unitcost/benchmarks/l4.json': 'of today',
      '.unitcost/evidence/t4.json': 'new',
    })
  })

  test('lists it in order, with the identity of its content', () => {
    const { entries } = withEvidence(tree, memoryTree({ 'benchmarks/a.json': 'x' }))
    expect([...entries.keys()]).toEqual([...entries.keys()].toSorted())
    expect(entries.get('.unitcost/benchmarks/a.json')?.key).toBe(
      memoryTree({ same: 'x' }).entries.get('same')?.key,
    )
  })

  test('is the tree itself where nothing was handed over', () => {
    expect(withEvidence(tree, memoryTree({}))).toBe(tree)
  })
})

describe('from the disk', () => {
  const change = {
    base: memoryTree({}),
    head: memoryTree({}),
    renames: new Map<string, string>(),
    date: null,
  }

  test('folders and files, for head alone; links are not followed', async () => {
    const folder = await temporaryFolder()
    await mkdir(join(folder, 'artifact', 'benchmarks'), { recursive: true })
    await writeFile(join(folder, 'artifact', 'benchmarks', 'l4.json'), '{}')
    await writeFile(join(folder, 'secret.txt'), 'of the runner')
    await symlink(join(folder, 'secret.txt'), join(folder, 'artifact', 'benchmarks', 'link.json'))
    await writeFile(join(folder, 'alone.json'), '{ }')
    const { base, head } = await handOver(change, ['artifact', 'alone.json'], folder)
    expect(base).toBe(change.base)
    expect([...head.entries.keys()]).toEqual([
      '.unitcost/benchmarks/l4.json',
      '.unitcost/evidence/alone.json',
    ])
    expect((await head.read(['.unitcost/evidence/alone.json'])).get('.unitcost/evidence/alone.json')).toEqual(
      {
        kind: 'text',
        text: '{ }',
      },
    )
  })

  test('what is too large is named and not read', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'huge.json'), ' '.repeat(2 ** 20 + 1))
    const { head } = await handOver(change, ['huge.json'], folder)
    expect((await head.read(['.unitcost/evidence/huge.json'])).get('.unitcost/evidence/huge.json')).toEqual({
      kind: 'skipped',
      why: 'too-large',
    })
  })

  test('more files than any job measures are a mistake', async () => {
    const folder = await temporaryFolder()
    await Promise.all(Array.from({ length: 1001 }, (_, n) => writeFile(join(folder, `${n}.json`), '{}')))
    await expect(handOver(change, ['.'], folder)).rejects.toMatchObject({ code: 'too-many-files' })
  })

  test('nothing there', async () => {
    const folder = await temporaryFolder()
    expect(isThere('gone', folder)).toBe(false)
    await expect(handOver(change, ['gone'], folder)).rejects.toMatchObject({ code: 'missing-evidence' })
  })
})
