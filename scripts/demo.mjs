/**
 * node scripts/demo.mjs [FOLDER]
 * Makes a real git repository from an example (in ./demo unless FOLDER says otherwise), runs the gate on its pull
 * request as a CI job does, and says what came out. Plain JavaScript on the committed bundle: Node 20 and git
 * are all it needs. Exit code 0: the demo worked, so the gate blocked.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const cli = join(root, 'action', 'dist', 'cli.js')
const example = join(root, 'examples', 'model-swap-behind-a-router')
const given = process.argv[2]
const folder = resolve(given ?? join(root, 'demo'))
const repository = join(folder, 'repository')

/** The day of the example: its prices, and the same numbers whenever the demo runs. */
const DAY = '2026-11-20'

try {
  demo()
} catch (error) {
  console.error(`The demo did not work: ${error instanceof Error ? error.message : String(error)}`)
  process.exitCode = 1
}

function demo() {
  if (!existsSync(cli)) throw new Error('action/dist/cli.js is not there. Build it with: npm run build')
  makeRepository()
  console.log(
    `A repository with a pull request lies in ${here(repository)}: branch bigger-model against main.\n`,
  )
  console.log('$ git diff --stat main bigger-model')
  console.log(git('diff', '--stat', 'main', 'bigger-model'))

  const sides = ['diff', 'main', 'bigger-model', '--repo', repository, '--date', DAY]
  console.log('$ unitcost diff main bigger-model')
  unitcost(sides, { stdio: 'inherit' })
  const comment = join(folder, 'comment.md')
  const result = join(folder, 'result.json')
  unitcost([...sides, '--format', 'markdown', '--output', comment])
  unitcost([...sides, '--format', 'json', '--output', result])

  conclude(JSON.parse(readFileSync(result, 'utf8')), { comment, result })
}

/** `main` is the example before, `bigger-model` the example after. */
function makeRepository() {
  if (given === undefined) rmSync(folder, { recursive: true, force: true })
  if (existsSync(repository)) throw new Error(`${here(repository)} exists already. Name another folder.`)
  mkdirSync(repository, { recursive: true })
  git('init', '--quiet')
  git('symbolic-ref', 'HEAD', 'refs/heads/main')
  commit('before', 'A support chat behind a gateway')
  git('checkout', '--quiet', '-b', 'bigger-model')
  commit('after', 'Better answers')
}

function commit(side, message) {
  const old = readdirSync(repository).filter(name => name !== '.git')
  for (const name of old) rmSync(join(repository, name), { recursive: true })
  cpSync(join(example, side), repository, { recursive: true })
  git('add', '--all')
  git('commit', '--quiet', '--message', message)
}

function conclude({ verdict, findings }, files) {
  if (verdict !== 'block')
    throw new Error(`the gate's answer is \`${verdict}\`, and this example should block`)
  const broken = findings.filter(({ level }) => level === 'error')
  console.log("The gate's answer: blocked\n")
  for (const { message, why } of broken) console.log(`Why: ${message} ${why}`)
  console.log(`\nThe comment for the pull request: ${here(files.comment)}`)
  console.log(`The same for machines: ${here(files.result)}`)
  console.log(`\nWhat to try next:\n${nextSteps().join('\n')}`)
}

function nextSteps() {
  const command = `node ${here(cli)}`
  const place = here(repository)
  return [
    '  how the number came about, line by line',
    `    ${command} explain support-chat --repo ${place}`,
    '  take the bigger model back, and see the gate pass',
    `    git -C ${place} checkout --quiet main -- gateway && ${command} diff main --repo ${place}`,
    '  what your own repository costs now (name it in place of this one)',
    `    ${command} scan ${place}`,
  ]
}

function unitcost(args, options = {}) {
  const { status, stderr } = spawnSync(process.execPath, [cli, ...args], { encoding: 'utf8', ...options })
  if (status !== 0 && status !== 1) throw new Error(`unitcost ${args.join(' ')} failed\n${stderr ?? ''}`)
}

/** Without the configuration of whoever runs this: no user is needed, nothing is signed, no hook runs. */
function git(...args) {
  const own = Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_'))
  const settings = ['commit.gpgSign=false', 'core.hooksPath=.git/no-hooks', 'core.autocrlf=false']
  const { status, stdout, stderr, error } = spawnSync(
    'git',
    [...settings.flatMap(setting => ['-c', setting]), ...args],
    { cwd: repository, encoding: 'utf8', env: { ...Object.fromEntries(own), ...author() } },
  )
  if (error) throw new Error(`git cannot be run (${error.message}). Install git 2.31 or later.`)
  if (status !== 0) throw new Error(`git ${args.join(' ')} failed\n${stderr}`)
  return stdout
}

function author() {
  const [name, email, date] = ['Ada', 'ada@example.com', `${DAY}T12:00:00Z`]
  return {
    GIT_AUTHOR_NAME: name,
    GIT_AUTHOR_EMAIL: email,
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_NAME: name,
    GIT_COMMITTER_EMAIL: email,
    GIT_COMMITTER_DATE: date,
  }
}

/** As a person here would type it. */
function here(path) {
  const short = relative(process.cwd(), path)
  const typed = short.startsWith('..') || short === '' ? path : short
  return typed.includes(' ') ? `"${typed}"` : typed
}
