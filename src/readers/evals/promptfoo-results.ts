import type { Diagnostic } from '../../model/diagnostic.ts'
import type { EvalFact } from '../../model/fact.ts'
import type { Reader, Reading, SourceFile } from '../reader.ts'
import { countOf, field, isRecord, listOf, parseJson, textOf, timeOf } from './json.ts'
import { resultsOf, type Run as Rows } from './promptfoo-rows.ts'

/**
 * The JSON that `promptfoo eval -o results.json` writes (version 3, or 2 with rows), and its JSONL rows.
 * https://www.promptfoo.dev/docs/configuration/outputs/
 */
export const promptfooResults: Reader = {
  id: 'promptfoo-results',
  title: 'promptfoo results',
  files: [
    '**/*{result,results,promptfoo,eval,evals,output}*.{json,jsonl}',
    '**/{eval,evals,evaluation,evaluations,results,promptfoo,.promptfoo,.unitcost}/**/*.{json,jsonl}',
  ],
  sniff: ({ text }) => isResultsFile(text) || isRows(text),
  read: file => (isRows(file.text) ? readRows(file) : readResults(file)),
}

const isResultsFile = (text: string): boolean =>
  text.startsWith('{') && text.includes('"evalId"') && text.includes('"results"')

/** Each line is a row of its own; a results file has `evalId` before its first row. */
function isRows(text: string): boolean {
  const end = text.indexOf('\n')
  const first = end === -1 ? text : text.slice(0, end)
  return first.startsWith('{') && first.includes('"promptIdx"') && !first.includes('"evalId"')
}

function readResults({ path, text }: SourceFile): Reading {
  const parsed = parseJson(text)
  if (parsed === null) return { facts: [], diagnostics: [notJson(path, null)] }
  const results = field(parsed.value, 'results')
  const rows = field(results, 'results')
  if (!Array.isArray(rows)) return { facts: [], diagnostics: [unknownVersion(path)] }
  const templates = new Set(
    listOf(field(results, 'prompts')).flatMap(prompt => textOf(field(prompt, 'raw')) ?? []),
  )
  const ranAt =
    textOf(field(results, 'timestamp')) ?? textOf(field(parsed.value, 'metadata', 'evaluationCreatedAt'))
  const repeat = countOf(field(parsed.value, 'runtimeOptions', 'repeat')) || null
  return { facts: [evalFact(path, rows, { templates, repeat, ranAt })], diagnostics: [] }
}

function readRows({ path, text }: SourceFile): Reading {
  const rows: unknown[] = []
  const broken: number[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const parsed = parseJson(line)
    if (parsed === null) broken.push(index + 1)
    else rows.push(parsed.value)
  }
  return {
    facts: [evalFact(path, rows, { templates: new Set(), repeat: null, ranAt: null })],
    diagnostics: broken.slice(0, 1).map(line => notJson(path, line)),
  }
}

type Run = Rows & { readonly ranAt: string | null }

const evalFact = (path: string, rows: readonly unknown[], { ranAt, ...run }: Run): EvalFact => ({
  kind: 'eval',
  id: path,
  at: { path, line: null },
  tool: 'promptfoo',
  ranAt: timeOf(ranAt),
  commit: null,
  results: resultsOf(rows.filter(isRecord), run),
})

const notJson = (path: string, line: number | null): Diagnostic => ({
  code: 'json-syntax',
  severity: 'error',
  message: 'These promptfoo results are not valid JSON.',
  hint: 'The run may have been cut off: run promptfoo again and commit the whole file.',
  path,
  line,
})

const unknownVersion = (path: string): Diagnostic => ({
  code: 'promptfoo-version',
  severity: 'warning',
  message: 'These promptfoo results have no rows that can be read.',
  hint: 'Write them with a recent promptfoo: promptfoo eval -o results.json',
  path,
  line: null,
})
