import type { Diagnostic } from '../model/diagnostic.ts'
import { checkFile } from './contract-check.ts'
import type { Problem } from './contract-check.ts'
import { agreedRates, NO_RATES } from './contract-rates.ts'
import type { ContractRates } from './contract-rates.ts'
import { jsonLines } from './lines.ts'
import { syntaxErrorLine } from './syntax.ts'

type File = { readonly path: string; readonly text: string }
type Read = { readonly rates: ContractRates; readonly diagnostics: readonly Diagnostic[] }

/** A contract is a page, not a database. */
const LONGEST_FILE = 1_000_000

/**
 * Reads `.unitcost/prices.json`: `{"version": 1, "prices": [row, …]}`. A row prices a model, capacity or a
 * reranking model. An error anywhere means that no row is used: the gate blocks until the file is right.
 */
export function readContract(file: File | null): Read {
  if (file === null) return { rates: NO_RATES, diagnostics: [] }
  if (file.text.length > LONGEST_FILE) return refused(file, tooLong, null)
  const parsed = parse(file.text)
  if (parsed.kind === 'broken') return refused(file, parsed.problem, parsed.line)
  const lines = jsonLines(file.text)
  const problems = checkFile(parsed.content)
  if (problems.length === 0)
    return {
      rates: agreedRates(parsed.content, at => `${file.path}:${lines.get(at) ?? 1}`),
      diagnostics: [],
    }
  const diagnostics = problems.map(problem => diagnostic(file, problem, lineOf(lines, problem.at)))
  return { rates: NO_RATES, diagnostics }
}

const tooLong: Problem = {
  at: '',
  code: 'price-file-too-large',
  message: `the price file has more than ${LONGEST_FILE} characters and is not used`,
  hint: 'Keep only the rows whose prices differ from the public price lists.',
}

const refused = (file: File, problem: Problem, line: number | null): Read => ({
  rates: NO_RATES,
  diagnostics: [diagnostic(file, problem, line)],
})

const diagnostic = ({ path }: File, { code, message, hint }: Problem, line: number | null): Diagnostic => ({
  code,
  severity: 'error',
  message,
  hint,
  path,
  line,
})

type Parsed =
  | { readonly kind: 'parsed'; readonly content: unknown }
  | { readonly kind: 'broken'; readonly problem: Problem; readonly line: number }

function parse(text: string): Parsed {
  try {
    return { kind: 'parsed', content: JSON.parse(text) }
  } catch {
    const problem = {
      at: '',
      code: 'price-file-syntax',
      message: 'the price file is not valid JSON and is not used',
      hint: 'Look for a missing quote, bracket or comma on this line or just before it.',
    }
    return { kind: 'broken', problem, line: syntaxErrorLine(text) }
  }
}

/** Of the place itself, else of what it is in. */
function lineOf(lines: ReadonlyMap<string, number>, at: string): number {
  const parent = at.slice(0, Math.max(0, at.lastIndexOf('.')))
  return lines.get(at) ?? lines.get(parent) ?? 1
}
