import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { bundle } from '../../scripts/bundle.ts'
import { isRelevant } from '../../src/readers/relevant.ts'
import { makeRepository, temporaryFolder, type TestRepository } from '../repository.ts'
import { medians, run, type Command, type Contestant } from './measure.ts'
import { sampleFiles } from './sample-files.ts'
import { tokentoll } from './tokentoll.ts'

/** node test/bench/run.ts [--rounds N] [--tokentoll CHECKOUT]: see the README beside it. */
const { values } = parseArgs({ options: { rounds: { type: 'string' }, tokentoll: { type: 'string' } } })
const rounds = Math.max(5, Number(values.rounds ?? 9))
const scratch = await temporaryFolder()
const repository = await sampleRepository()
try {
  const cli = await builtCli()
  const rival = rivalOf(values.tokentoll)
  const times = medians(await contestants(cli, rival), rounds)
  report(times, peakMegabytes(cli))
  if (typeof rival === 'string') console.log(`\ntokentoll was not measured: ${rival}`)
} finally {
  await repository.remove()
  rmSync(scratch, { recursive: true, force: true })
}

/** As a clone has it: packed. The branch is checked out, and a file that costs nothing is staged. */
async function sampleRepository(): Promise<TestRepository> {
  const { base, branch, unrelated } = sampleFiles()
  const made = await makeRepository(base)
  await made.git('checkout', '--quiet', '-b', 'longer-prompts')
  await made.commit(branch)
  await made.git('gc', '--quiet')
  await made.write(unrelated)
  await made.git('add', ...Object.keys(unrelated))
  return made
}

/** The bundle of these sources in a folder of its own, without packages beside it. */
async function builtCli(): Promise<string> {
  const folder = join(scratch, 'dist')
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  const { files } = await bundle(resolve(import.meta.dirname, '..', '..'), ['src/cli.ts'])
  for (const [name, content] of files) writeFileSync(join(folder, name), content)
  return join(folder, 'cli.js')
}

function rivalOf(checkout: string | undefined): Command | string {
  if (checkout !== undefined) return tokentoll(checkout, repository.dir, scratch)
  return 'name a checkout with --tokentoll DIR (the README says how to get one)'
}

async function contestants(cli: string, rival: Command | string): Promise<readonly Contestant[]> {
  const started = node(['-e', '0'])
  const diff = node([cli, 'diff', 'main', 'HEAD'])
  const floor = [started, ...(await floorOfGit())]
  return [
    { name: 'node -e 0', commands: [started] },
    { name: 'floor', commands: floor },
    { name: 'cold', commands: [diff], prepare: forget },
    { name: 'warm', commands: [diff] },
    { name: 'staged', commands: [node([cli, 'check', '--staged'])] },
    ...(typeof rival === 'string' ? [] : [{ name: 'tokentoll', commands: [rival] }]),
  ]
}

/** What no comparison of two revisions can do without: see what changed, and read what matters on both sides. */
async function floorOfGit(): Promise<readonly Command[]> {
  const ids = await Promise.all(['main', 'HEAD'].map(relevantObjects))
  const stdin = [...new Set(ids.flat())].map(id => `${id}\n`).join('')
  const shared = { program: 'git', cwd: repository.dir, env: process.env }
  return [
    { ...shared, args: ['diff', '--raw', '-z', '-M', 'main', 'HEAD'] },
    { ...shared, args: ['cat-file', '--batch', '--buffer'], stdin },
  ]
}

async function relevantObjects(revision: string): Promise<readonly string[]> {
  const listing = await repository.git('ls-tree', '-r', '-z', revision)
  return listing.split('\0').flatMap(line => {
    const [, id, path] = /^\d+ blob ([0-9a-f]+)\t(.*)$/s.exec(line) ?? []
    return id !== undefined && path !== undefined && isRelevant(path) ? [id] : []
  })
}

function node(args: readonly string[], env: Readonly<Record<string, string>> = {}): Command {
  const compiled = { NODE_COMPILE_CACHE: join(scratch, 'compiled') }
  return {
    program: process.execPath,
    args,
    cwd: repository.dir,
    env: { ...process.env, ...compiled, ...env },
  }
}

/** The first run on a machine: no file was read, no token counted, no code compiled. */
function forget() {
  rmSync(join(repository.dir, '.git', 'unitcost'), { recursive: true, force: true })
  rmSync(join(scratch, 'compiled'), { recursive: true, force: true })
}

function peakMegabytes(cli: string): Readonly<Record<'cold' | 'warm', number>> {
  const file = join(scratch, 'peak')
  const preload = join(import.meta.dirname, 'peak-memory.mjs')
  const peak = () => {
    run(node(['--import', preload, cli, 'diff', 'main', 'HEAD'], { PEAK_MEMORY_FILE: file }))
    return Number(readFileSync(file, 'utf8')) / 1024
  }
  forget()
  return { cold: peak(), warm: peak() }
}

function report(times: ReadonlyMap<string, number>, memory: Readonly<Record<'cold' | 'warm', number>>) {
  const at = (name: string) => times.get(name) ?? NaN
  console.log(`Node ${process.version}, median of ${rounds} interleaved rounds, milliseconds:`)
  for (const [name, ms] of times) console.log(`  ${name.padEnd(12)} ${ms.toFixed(0).padStart(6)}`)
  console.log('\nRatios:')
  line('diff, warm ÷ floor', at('warm') / at('floor'), 3)
  line('diff, cold ÷ floor', at('cold') / at('floor'))
  line('diff, warm ÷ tokentoll', at('warm') / at('tokentoll'), 0.5)
  line('diff, cold ÷ tokentoll', at('cold') / at('tokentoll'))
  line('check --staged, nothing relevant ÷ node -e 0', at('staged') / at('node -e 0'), 2)
  line('peak memory of diff, warm, MB', memory.warm, 150)
  line('peak memory of diff, cold, MB', memory.cold, 150)
}

function line(what: string, value: number, aim?: number) {
  if (Number.isNaN(value)) return
  const verdict = aim === undefined ? '' : `  aim: under ${aim}, ${value < aim ? 'reached' : 'missed'}`
  console.log(`  ${what.padEnd(46)} ${value.toFixed(2).padStart(7)}${verdict}`)
}
