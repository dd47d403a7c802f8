import { chmod, rm, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { gitTestEnvironment as env, makeRepository, type TestRepository } from '../../test/repository.ts'
import { changeBetween, openRepository } from './change.ts'
import { revisionTree } from './revision.ts'
import { workingTree } from './worktree.ts'
import type { Tree } from './tree.ts'

const MEBIBYTE = 1024 * 1024
const LFS_POINTER = `version https://git-lfs.github.com/spec/v1\noid sha256:${'a'.repeat(64)}\nsize 12345\n`

let repository: TestRepository
beforeEach(async () => {
  repository = await makeRepository({
    'prompts/answer.j2': 'Answer.\n',
    'prompts/windows.j2': '\uFEFFAnswer.\r\nBriefly.\r\n',
    'prompts/latin1.j2': Buffer.from('caf\xe9\n', 'latin1'),
    'prompts/empty.j2': '',
    'media/logo.png': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0]),
    'data/weights.json': LFS_POINTER,
    'data/largest.txt': 'x'.repeat(MEBIBYTE),
    'data/huge.txt': 'x'.repeat(MEBIBYTE + 1),
  })
  await symlink('/etc/passwd', join(repository.dir, 'prompts/link.j2'))
  await repository.git('add', '--all')
  // Not with `add --all`: without a folder, that takes the submodule out again.
  await repository.git('update-index', '--add', '--cacheinfo', `160000,${'1'.repeat(40)},vendor/library`)
  await repository.git('commit', '-q', '-m', 'link and submodule')
})
afterEach(() => repository.remove())

test('a revision tells why a file has no text, and follows nothing', async () => {
  const opened = await openRepository(repository.dir, { env })
  const tree = await revisionTree(opened, opened.head?.id ?? null)
  expect(await summary(tree)).toMatchInlineSnapshot(`
    [
      "data/huge.txt: too-large",
      "data/largest.txt: 1048576 characters "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"",
      "data/weights.json: lfs-pointer",
      "media/logo.png: binary",
      "prompts/answer.j2: 8 characters "Answer.\\n"",
      "prompts/empty.j2: 0 characters """,
      "prompts/latin1.j2: 5 characters "caf�\\n"",
      "prompts/link.j2: symlink",
      "prompts/windows.j2: 17 characters "Answer.\\nBriefly.\\n"",
      "vendor/library: submodule",
    ]
  `)
})

test('so does the working tree, for files that were touched, changed or are new', async () => {
  await repository.git('rm', '-q', '-r', '--cached', '.')
  const tree = await workingTree(await openRepository(repository.dir, { env }))
  expect(await summary(tree)).toMatchInlineSnapshot(`
    [
      "data/huge.txt: too-large",
      "data/largest.txt: 1048576 characters "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"",
      "data/weights.json: lfs-pointer",
      "media/logo.png: binary",
      "prompts/answer.j2: 8 characters "Answer.\\n"",
      "prompts/empty.j2: 0 characters """,
      "prompts/latin1.j2: 5 characters "caf�\\n"",
      "prompts/link.j2: symlink",
      "prompts/windows.j2: 17 characters "Answer.\\nBriefly.\\n"",
    ]
  `)
})

test('equal content has the same key in a commit and on disk', async () => {
  const opened = await openRepository(repository.dir, { env })
  const committed = await revisionTree(opened, opened.head?.id ?? null)
  await repository.git('rm', '-q', '-r', '--cached', 'prompts')
  const onDisk = await workingTree(opened)
  for (const path of ['prompts/answer.j2', 'prompts/latin1.j2', 'prompts/link.j2'])
    expect(onDisk.entries.get(path)?.key).toBe(committed.entries.get(path)?.key)
})

test('a path that is not in the tree is missing from the answer', async () => {
  const tree = await workingTree(await openRepository(repository.dir, { env }))
  expect(await tree.read(['prompts/gone.j2', '../outside', '/etc/passwd', '.git/config'])).toEqual(new Map())
})

test('a folder that becomes a link to elsewhere takes its files along', async () => {
  await repository.commit({ 'evals/cases.yaml': 'cases: []\n' })
  await rm(join(repository.dir, 'evals'), { recursive: true })
  await symlink('/etc', join(repository.dir, 'evals'))
  const { head } = await changeBetween(await openRepository(repository.dir, { env }), {
    base: null,
    head: null,
  })
  const found = [...head.entries].filter(([path]) => path.startsWith('evals'))
  expect(found.map(([path, { kind }]) => [path, kind])).toEqual([['evals', 'symlink']])
})

test.skipIf(process.getuid?.() === 0)('a file that may not be read says so', async () => {
  await repository.write({ 'prompts/secret.j2': 'secret\n' })
  await chmod(join(repository.dir, 'prompts/secret.j2'), 0)
  const tree = await workingTree(await openRepository(repository.dir, { env }))
  expect((await tree.read(['prompts/secret.j2'])).get('prompts/secret.j2')).toEqual({
    kind: 'skipped',
    why: 'unreadable',
  })
})

test('both trees of a change read what they share once', async () => {
  const opened = await openRepository(repository.dir, { env })
  const { base, head } = await changeBetween(opened, { base: null, head: 'index' })
  const [before, after] = await Promise.all([
    base.read(['prompts/answer.j2']),
    head.read(['prompts/answer.j2']),
  ])
  expect(before.get('prompts/answer.j2')).toBe(after.get('prompts/answer.j2'))
})

async function summary(tree: Tree) {
  const contents = await tree.read([...tree.entries.keys()])
  return [...contents].map(([path, content]) =>
    content.kind === 'skipped'
      ? `${path}: ${content.why}`
      : `${path}: ${content.text.length} characters ${JSON.stringify(content.text.slice(0, 30))}`,
  )
}
