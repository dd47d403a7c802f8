import { execFile } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { temporaryFolder } from '../repository.ts'

const root = resolve(import.meta.dirname, '..', '..')

/** Somebody who never told git a name, on a machine that has none either. */
const STRANGER = { PATH: process.env['PATH'], HOME: '/nonexistent', GIT_CONFIG_NOSYSTEM: '1', LC_ALL: 'C' }

const run = (file: string, args: readonly string[]) =>
  new Promise<{ readonly exitCode: number | null; readonly text: string }>(done => {
    const child = execFile(file, args, { cwd: root, env: STRANGER }, (_, stdout, stderr) =>
      done({ exitCode: child.exitCode, text: stdout + stderr }),
    )
  })

describe('npm run demo', () => {
  let folder: string
  let shown: Awaited<ReturnType<typeof run>>

  beforeAll(async () => {
    folder = await temporaryFolder()
    shown = await run(process.execPath, ['scripts/demo.mjs', folder])
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  test('works and says that the gate blocked, and why', () => {
    expect(shown).toMatchObject({ exitCode: 0 })
    expect(shown.text).toContain("The gate's answer: blocked\n")
    expect(shown.text).toMatch(/^Why: support-chat would cost \$[\d,]+\/month; the limit of .* is \$1,000/mu)
  })

  test('writes the comment and the result', () => {
    expect(readFileSync(join(folder, 'comment.md'), 'utf8')).toContain('**To merge**')
    expect(JSON.parse(readFileSync(join(folder, 'result.json'), 'utf8'))).toMatchObject({ verdict: 'block' })
  })

  test('offers three commands that work', async () => {
    const [, offered = ''] = shown.text.split('What to try next:\n')
    const commands = offered.split('\n').filter(line => line.startsWith('    '))
    expect(commands).toHaveLength(3)
    for (const command of commands) expect(await run('sh', ['-c', command])).toMatchObject({ exitCode: 0 })
  })

  test('leaves a folder of somebody else alone', async () => {
    const again = await run(process.execPath, ['scripts/demo.mjs', folder])
    expect(again.exitCode).toBe(1)
    expect(again.text).toContain('exists already')
  })
})
