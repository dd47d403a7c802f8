import module from 'node:module'
import type { Command, Host, Outcome } from './commands/host.ts'
import { UnitcostError } from './model/diagnostic.ts'

/** Each command is loaded when it runs: `unitcost check` in a hook pays for nothing else. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  diff: async () => (await import('./commands/diff.ts')).diff,
  check: async () => (await import('./commands/check.ts')).check,
  scan: async () => (await import('./commands/scan.ts')).scan,
  explain: async () => (await import('./commands/explain.ts')).explain,
  eval: async () => {
    const [{ evalCommand }, { machineOf }] = await Promise.all([
      import('./commands/eval.ts'),
      import('./running/machine.ts'),
    ])
    return evalCommand(machineOf(process))
  },
  init: async () => (await import('./commands/init.ts')).init,
  import: async () => (await import('./commands/import.ts')).importCommand,
  prices: async () => (await import('./commands/prices.ts')).prices,
  tokens: async () => {
    const [{ tokensCommand }, { streamsOf }] = await Promise.all([
      import('./commands/tokens.ts'),
      import('./commands/tokens/streams.ts'),
    ])
    return tokensCommand(streamsOf(process))
  },
  bench: async () => {
    const [{ benchCommand }, { worldOf }] = await Promise.all([
      import('./commands/bench.ts'),
      import('./commands/bench/world.ts'),
    ])
    return benchCommand(worldOf(process))
  },
}

async function main(args: readonly string[], host: Host): Promise<Outcome> {
  const [name = 'help', ...rest] = args
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  if (load === undefined) return helpOrUnknown(name)
  const command = await load()
  if (rest.includes('--help') || rest.includes('-h'))
    return told(`unitcost ${command.usage}\n\n${command.help}\n`)
  try {
    return await command.run(rest, host)
  } catch (error) {
    return failed(error, rest, host)
  }
}

const told = (stdout: string): Outcome => ({ stdout, stderr: '', exitCode: 0 })

async function helpOrUnknown(name: string): Promise<Outcome> {
  if (name === '--version' || name === '-v') {
    const { version } = await import('./version.ts')
    return told(`${version}\n`)
  }
  const commands = await Promise.all(Object.values(COMMANDS).map(load => load()))
  const width = Math.max(...commands.map(({ usage }) => usage.length))
  const list = commands.map(({ usage, summary }) => `  ${usage.padEnd(width)}  ${summary}`).join('\n')
  const help = `unitcost: what one inference request costs before and after a change\n\n${list}\n\n\`unitcost COMMAND --help\` says more.\n`
  if (['help', '--help', '-h'].includes(name)) return told(help)
  return { stdout: '', stderr: `error: there is no command \`${name}\`\n\n${help}`, exitCode: 2 }
}

/** Known errors are one message and, where JSON was asked for, the published error result; bugs show their stack. */
async function failed(error: unknown, args: readonly string[], host: Host): Promise<Outcome> {
  const { notJudged } = await import('./report/build.ts')
  const known = error instanceof UnitcostError ? error : asBug(error)
  const result = notJudged(known)
  const { notJudgedText } = await import('./report/error.ts')
  const stderr = notJudgedText(result, { color: host.color, width: host.width })
  const wantsJson = args.some(
    (arg, index) => arg === '--format=json' || (arg === 'json' && args[index - 1] === '--format'),
  )
  const { json } = await import('./report/json.ts')
  return { stdout: wantsJson ? json(result) : '', stderr, exitCode: 2 }
}

function asBug(error: unknown): UnitcostError {
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return new UnitcostError(
    'bug',
    `unitcost failed: ${stack}`,
    'This is a bug in unitcost. Please report it with the command and this text.',
  )
}

// Node 22 and later keep what they compile: the next run starts in half the time.
module.enableCompileCache?.()
const { env, stdout } = process
const outcome = await main(process.argv.slice(2), {
  cwd: process.cwd(),
  env,
  today: new Date().toISOString().slice(0, 10),
  color: stdout.isTTY && !env['NO_COLOR'] && env['TERM'] !== 'dumb',
  width: Math.min(Math.max(stdout.columns || 100, 60), 140),
})
process.stdout.write(outcome.stdout)
process.stderr.write(outcome.stderr)
process.exitCode = outcome.exitCode
