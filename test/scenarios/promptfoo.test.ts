import { cp, mkdir, readFile, readdir, symlink, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test, type TestContext } from 'vitest'
import { bundle } from '../../scripts/bundle.ts'
import { cloneOf, makeRepository, type Files, type TestRepository } from '../repository.ts'
import { commentOf, judgedBy, unitcost } from './command.ts'

/** The whole way with the real promptfoo, and a model of our own that needs no network. */

const ROOT = resolve(import.meta.dirname, '..', '..')
const TOOL = join(ROOT, 'test', 'promptfoo')
const PROMPTFOO = join(TOOL, 'node_modules', 'promptfoo')

const needsPromptfoo = ({ skip }: TestContext) =>
  skip(!existsSync(PROMPTFOO), 'promptfoo is not installed: npm run setup:eval')

/** A pull request of the triage that lies in test/promptfoo/evals, with promptfoo and unitcost in its node_modules. */
async function triage(change: Files): Promise<TestRepository> {
  const repository = await makeRepository({ '.gitignore': 'node_modules\n', ...(await filesOf('base')) })
  onTestFinished(repository.remove)
  const own = join(repository.dir, 'node_modules')
  await mkdir(join(own, 'unitcost'), { recursive: true })
  await symlink(PROMPTFOO, join(own, 'promptfoo'))
  const built = await bundle(ROOT, ['src/promptfoo.ts'])
  for (const [name, content] of built.files) await writeFile(join(own, 'unitcost', name), content)
  const exported = { './promptfoo': './promptfoo.js' }
  const manifest = { name: 'unitcost', version: '0.0.0', type: 'module', exports: exported }
  await writeFile(join(own, 'unitcost', 'package.json'), JSON.stringify(manifest))
  await repository.git('switch', '--quiet', '--create', 'pull-request')
  await repository.commit(change, 'the change')
  return repository
}

async function filesOf(side: 'base' | 'head'): Promise<Files> {
  const folder = join(TOOL, 'evals', side)
  const files = await readdir(folder, { recursive: true, withFileTypes: true })
  const texts = files
    .filter(file => file.isFile())
    .map(async ({ parentPath, name }) => {
      const path = join(parentPath, name)
      return [path.slice(folder.length + 1).replaceAll('\\', '/'), await readFile(path, 'utf8')] as const
    })
  return Object.fromEntries(await Promise.all(texts))
}

test('a prompt that is shorter and answers worse is evaluated before and after, and blocked', async context => {
  needsPromptfoo(context)
  const repository = await triage(await filesOf('head'))
  const where = { cwd: repository.dir }

  const { exitCode, stdout } = await unitcost(['eval'], where)
  expect(exitCode).toBe(0)
  expect(stdout.replaceAll(/\b[0-9a-f]{7}\b/g, 'COMMIT')).toMatchInlineSnapshot(`
    "evals/triage/promptfooconfig.yaml
      base COMMIT: 20 of 20 tests passed
      head working tree: 16 of 20 tests passed
      wrote .unitcost/evals/evals--triage.json
    Next: unitcost diff
    "
  `)
  // Evidence is all that it leaves: no checkout, no results, no answers.
  expect(await repository.git('status', '--porcelain', '--untracked-files=all')).toBe(
    '?? .unitcost/evals/evals--triage.json',
  )
  expect(await repository.git('worktree', 'list')).not.toContain('\n')

  const again = await unitcost(['eval'], where)
  expect(again.stderr).toContain('nothing to ask')

  // As a second job of CI sees it: another clone, with the artifact of the first.
  const clone = await cloneOf(repository)
  onTestFinished(clone.remove)
  await cp(join(repository.dir, '.git', 'unitcost', 'evals'), join(clone.dir, '.git', 'unitcost', 'evals'), {
    recursive: true,
  })
  const gate = await judgedBy(['diff', 'origin/main', 'HEAD'], { cwd: clone.dir })
  expect(gate.exitCode).toBe(1)
  expect(gate.result.workloads[0]?.quality).toMatchObject({
    verdict: 'regressed',
    lost: ['t10', 't11', 't12', 't13'],
  })
  const comment = await commentOf(['diff', 'origin/main', 'HEAD'], { cwd: clone.dir })
  expect(comment.split('\n').filter(line => /^###|^\*\*Quality/.test(line))).toMatchInlineSnapshot(`
    [
      "### ❌ Cheaper and worse, inference cost −$1.04/month (−23 %): triage answers worse: 4 of 20 tests passed before and fail now (pass rate −20 pp); \`answers\` allows 5 pp",
      "**Quality** worse: 20 → 16 of 20 solved (−20 pp, between −38 and −4), t10, t11, t12, t13 fail now; per solved task in the evals $0.00002356 ($0.00002316 … $0.00002392) → $0.00001494 ($0.00001282 … $0.00001833); running these evals cost $0.000239 (graders not counted)  ",
    ]
  `)
})

test('an answer over the limit of `unitcost/promptfoo` fails its case', async context => {
  needsPromptfoo(context)
  const suite = 'evals/triage/promptfooconfig.yaml'
  const { [suite]: config } = await filesOf('base')
  const { dir } = await triage({ [suite]: String(config).replace('max_usd: 0.001', 'max_usd: 0.000001') })
  const { exitCode, stdout } = await unitcost(['eval', '--format', 'json'], { cwd: dir })
  expect(exitCode).toBe(0)
  expect(JSON.parse(stdout)).toMatchObject({
    suites: [
      { side: 'base', passed: 20, failed: 0, errors: 0 },
      { side: 'head', passed: 0, failed: 20, errors: 0 },
    ],
  })
})
