import { parseArgs } from 'node:util'
import { isDate } from '../../config/values.ts'
import { isCommit } from '../../evidence/index.ts'
import { usage } from '../options.ts'

export type ImportOptions = {
  readonly files: readonly string[]
  readonly repo: string
  /** Null: under `.unitcost/`; `-`: standard output. */
  readonly output: string | null
  readonly force: boolean
  readonly workload: string | null
  readonly suite: string | null
  readonly commit: string | null
  /** Bytes. */
  readonly maxSize: number
  readonly date: string | null
}

const OPTIONS = {
  repo: { type: 'string' },
  output: { type: 'string' },
  force: { type: 'boolean' },
  workload: { type: 'string' },
  suite: { type: 'string' },
  commit: { type: 'string' },
  'max-size': { type: 'string' },
  date: { type: 'string' },
} as const

const MEGABYTE = 1e6

/** @throws UnitcostError `usage` */
export function importOptions(args: readonly string[]): ImportOptions {
  const { values, positionals } = parsed(args)
  if (positionals.length === 0) throw usage('there is no FILE to import', 'See `unitcost import --help`.')
  return {
    files: positionals,
    repo: values.repo ?? '.',
    output: values.output ?? null,
    force: values.force === true,
    workload: checked(values.workload, isName, '--workload is not one line of at most 200 characters'),
    suite: checked(values.suite, isName, '--suite is not one line of at most 200 characters'),
    commit: checked(values.commit, isCommit, '--commit is not a whole commit id of 40 or 64 digits'),
    maxSize:
      Number(checked(values['max-size'], isSize, '--max-size is not a number of megabytes') ?? 512) *
      MEGABYTE,
    date: checked(values.date, isDate, '--date is not a day such as 2026-11-20'),
  }
}

const isName = (text: string) => text !== '' && text.length <= 200 && !/\p{C}/u.test(text)

const isSize = (text: string) => Number(text) > 0 && Number(text) <= 1e6

function checked(text: string | undefined, isIt: (text: string) => boolean, problem: string): string | null {
  if (text === undefined || isIt(text)) return text ?? null
  throw usage(problem, 'See `unitcost import --help`.')
}

function parsed(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, allowPositionals: true })
  } catch (error) {
    throw usage(error instanceof Error ? error.message : String(error), 'See `unitcost import --help`.')
  }
}
