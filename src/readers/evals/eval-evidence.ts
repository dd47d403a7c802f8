import type { Diagnostic } from '../../model/diagnostic.ts'
import type { EvalEvidence, EvidenceResult, EvidenceTest } from '../../model/eval-evidence.ts'
import type { EvalTest } from '../../model/eval.ts'
import type { EvalFact, EvalResult } from '../../model/fact.ts'
import type { Reader, Reading, SourceFile } from '../reader.ts'
import { compileValidator, type EvalEvidenceValidator } from './evidence-validator.ts'
import { parseJson } from '../json.ts'

/** `unitcost.eval/v1`: what `unitcost import` makes of a run. Strict: evidence with a mistake in it is not used. */
export const evalEvidence: Reader = {
  id: 'eval-evidence',
  title: 'eval evidence',
  files: ['.unitcost/**/*.json', '**/.unitcost/evals/**/*.json'],
  sniff: ({ text }) => /^\s*\{\s*"schema"\s*:\s*"unitcost\.eval\//.test(text.slice(0, 200)),
  read,
}

function read({ path, text }: SourceFile): Reading {
  const parsed = parseJson(text)
  if (parsed === null) return refused(path, 'it is not valid JSON')
  const why = whyNoEvidence(parsed.value)
  if (why !== null) return refused(path, why)
  return isEvidence(parsed.value)
    ? { facts: [factOf(parsed.value, path)], diagnostics: [] }
    : refused(path, '')
}

let compiled: EvalEvidenceValidator | null = null

const isEvidence = (value: unknown): value is EvalEvidence => (compiled ??= compileValidator())(value)

/** What is wrong with it, as a clause; null: nothing. */
export function whyNoEvidence(value: unknown): string | null {
  if (!isEvidence(value)) {
    const [error] = compiled?.errors ?? []
    const where = error === undefined || error.instancePath === '' ? 'the whole' : error.instancePath
    return `${where.slice(0, 200)} is not what the schema asks for (${error?.keyword})`
  }
  return value.results.map(whyNoResult).find(why => why !== null) ?? null
}

/** What no schema can say. */
function whyNoResult({ prompt, tests, ...totals }: EvidenceResult): string | null {
  const ids = new Set<string>()
  for (const { id, attempts, passes } of tests) {
    if (ids.has(id)) return `the test ${id} of ${prompt} is there twice`
    if (passes > attempts) return `the test ${id} of ${prompt} passed more often than it was asked`
    ids.add(id)
  }
  const counted = totals.passed + totals.failed + totals.errors
  return counted < tests.length ? `${prompt} has more tests than it counts` : null
}

const refused = (path: string, why: string): Reading => ({ facts: [], diagnostics: [notUsed(path, why)] })

const notUsed = (path: string, why: string): Diagnostic => ({
  code: 'eval-evidence',
  severity: 'error',
  message: `this evidence of evals is not used: ${why}`,
  hint: 'Write it with `unitcost import`; schema/eval-evidence.schema.json is its schema.',
  path,
  line: null,
})

const factOf = (evidence: EvalEvidence, path: string): EvalFact => ({
  kind: 'eval',
  id: path,
  at: { path, line: null },
  tool: evidence.tool,
  ranAt: evidence.ran_at,
  commit: evidence.commit,
  suite: evidence.suite,
  results: evidence.results.map(resultOf),
})

/** How long single answers were is not kept: each attempt of a test counts as their mean. */
function resultOf({ provider, prompt, passed, failed, errors, tests }: EvidenceResult): EvalResult {
  const each = (of: 'input' | 'output') =>
    tests.flatMap(({ usage }) =>
      usage === null || usage.requests === 0 || usage[of] === 0
        ? []
        : Array.from({ length: Math.min(usage.requests, MOST_ATTEMPTS) }, () => usage[of] / usage.requests),
    )
  return {
    provider,
    prompt,
    passed,
    failed,
    errors,
    tests: tests.map(testOf),
    outputTokens: each('output'),
    inputTokens: each('input'),
    reported: null,
  }
}

/** More repeats of one test say nothing new, and a forged number must not fill memory. */
const MOST_ATTEMPTS = 20

const testOf = ({ latency_ms: latencyMs, usage, ...test }: EvidenceTest): EvalTest => ({
  ...test,
  latencyMs,
  usage:
    usage === null
      ? null
      : {
          requests: usage.requests,
          input: usage.input,
          cacheRead: usage.cache_read,
          cacheWrite: usage.cache_write,
          output: usage.output,
          reasoning: usage.reasoning,
        },
})
