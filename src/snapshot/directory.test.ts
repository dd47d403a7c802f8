import { mkdir, rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { temporaryFolder } from '../../test/repository.ts'
import { directoryTree } from './directory.ts'
import { memoryTree } from './memory.ts'

let folder: string
beforeEach(async () => {
  folder = await temporaryFolder()
  for (const inside of ['prompts', '.git', 'node_modules/acme'])
    await mkdir(join(folder, inside), { recursive: true })
  await writeFile(join(folder, 'prompts/answer.j2'), '\uFEFFAnswer.\r\n')
  await writeFile(join(folder, '.git/config'), '')
  await writeFile(join(folder, 'node_modules/acme/index.js'), '')
  await symlink('/etc/passwd', join(folder, 'passwd'))
  await symlink('..', join(folder, 'prompts/loop'))
})
afterEach(() => rm(folder, { recursive: true }))

test('a folder is its files, without git, packages, and what links point to', async () => {
  const tree = await directoryTree(folder)
  expect([...tree.entries].map(([path, { kind }]) => [path, kind])).toEqual([
    ['passwd', 'symlink'],
    ['prompts/answer.j2', 'file'],
    ['prompts/loop', 'symlink'],
  ])
  expect(await tree.read(['passwd', 'prompts/answer.j2', 'prompts/loop/passwd', '../elsewhere'])).toEqual(
    new Map([
      ['passwd', { kind: 'skipped', why: 'symlink' }],
      ['prompts/answer.j2', { kind: 'text', text: 'Answer.\n' }],
    ]),
  )
})

test('a file that became a link, or vanished, after it was listed is not followed', async () => {
  const tree = await directoryTree(folder)
  await rm(join(folder, 'prompts/answer.j2'))
  const read = async () => (await tree.read(['prompts/answer.j2'])).get('prompts/answer.j2')
  expect(await read()).toEqual({ kind: 'skipped', why: 'unreadable' })
  await symlink('/etc/passwd', join(folder, 'prompts/answer.j2'))
  expect(await read()).toEqual({ kind: 'skipped', why: 'unreadable' })
})

test('a missing folder, and one with too many files, cannot be judged', async () => {
  await expect(directoryTree(join(folder, 'gone'))).rejects.toMatchObject({ code: 'not-a-directory' })
  await expect(directoryTree(folder, 2)).rejects.toMatchObject({ code: 'too-many-files' })
})

test('a tree in memory has the keys of a tree on disk', async () => {
  await writeFile(join(folder, 'b.txt'), 'same\n')
  const memory = memoryTree({ 'b.txt': 'same\n', 'a.txt': 'x\n' }, 'head')
  const disk = await directoryTree(folder)
  expect(memory.entries.get('b.txt')?.key).toBe(disk.entries.get('b.txt')?.key)
  expect([memory.label, ...memory.entries.keys()]).toEqual(['head', 'a.txt', 'b.txt'])
  expect(await memory.read(['a.txt', 'gone.txt'])).toEqual(
    new Map([['a.txt', { kind: 'text', text: 'x\n' }]]),
  )
})
