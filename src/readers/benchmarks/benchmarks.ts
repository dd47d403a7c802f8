import type { Diagnostic } from '../../model/diagnostic.ts'
import type { Reader, Reading, SourceFile } from '../reader.ts'
import { disagreements } from './disagreement.ts'
import { factsOf } from './facts.ts'
import { missingFrom } from './missing.ts'
import { rowsOf } from './rows.ts'
import type { Tool } from './tool.ts'
import { tools } from './tools/index.ts'

/** Result files of the tools that measure LLM servers: throughput and latency, in one unit and one meaning. */
export const benchmarks: Reader = {
  id: 'benchmarks',
  title: 'benchmark results',
  files: [
    '.unitcost/{benchmarks,evidence}/**/*.{json,jsonl,txt}',
    '**/{bench,benchmark,benchmarks,benchmarking,perf,results}/**/*.{json,jsonl}',
    '**/*{bench,Bench,guidellm,aiperf,genai_perf,llmperf,lifecycle_metrics}*.{json,jsonl}',
    '**/{profile_export,agg_}*.{json,jsonl}',
    '**/mlperf*summary*.txt',
  ],
  sniff: ({ text }) => toolOf(text) !== null,
  read,
}

const toolOf = (text: string): Tool | null =>
  tools.find(({ marks }) => marks.every(mark => text.includes(mark))) ?? null

function read({ path, text }: SourceFile): Reading {
  const tool = toolOf(text)
  if (tool === null) return { facts: [], diagnostics: [] }
  const { rows, broken } = path.endsWith('.txt') ? NO_ROWS : rowsOf(text)
  const runs = tool.runs({ path, text, rows })
  const facts = factsOf(path, runs)
  return {
    facts,
    diagnostics: [
      ...(broken === null ? [] : [cutOff(path, { tool, line: broken })]),
      ...missingFrom(facts),
      ...disagreements(runs, path),
    ],
  }
}

const NO_ROWS = { rows: [], broken: null }

const cutOff = (
  path: string,
  { tool, line }: { readonly tool: Tool; readonly line: number },
): Diagnostic => ({
  code: 'json-syntax',
  severity: 'error',
  message: `This ${tool.name} result is not valid JSON.`,
  hint: 'The run may have been cut off: measure again, and commit the whole file.',
  path,
  line,
})
