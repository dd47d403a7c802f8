import { tallyTests, type EvalTest } from '../../model/eval.ts'
import type { EvalResult } from '../../model/fact.ts'
import { timeOf } from '../../readers/evals/json.ts'
import { xmlTags, type Tag } from '../formats/xml-tags.ts'
import { refused } from '../refused.ts'
import type { Source } from '../source.ts'
import type { EvalRun } from './run.ts'

/**
 * JUnit XML of any test runner: each suite is a prompt, each case a test. promptfoo names its suites
 * `[provider] prompt`. Tests of the same name in a suite are attempts of one test.
 * https://github.com/testmoapp/junitxml
 */
export async function junitRun({ text }: Source): Promise<EvalRun> {
  const report: Report = { suites: new Map(), suite: 'tests', ranAt: null, open: null }
  for await (const tag of xmlTags(text())) addTag(tag, report)
  const results = [...report.suites].map(([name, cases]) => resultOf(name, cases))
  if (results.length === 0)
    throw refused('this JUnit file holds no test cases', 'Name the report of a run that tested something.')
  return { tool: 'junit', ranAt: report.ranAt, commit: null, results, prompts: new Map() }
}

/** A report as far as its tags went by. */
type Report = {
  readonly suites: Map<string, Map<string, Case[]>>
  suite: string
  ranAt: string | null
  open: OpenCase | null
}

function addTag(tag: Tag, report: Report): void {
  if (tag.name === 'testsuite' && tag.kind !== 'close') {
    report.suite = tag.attributes.get('name') ?? report.suite
    report.ranAt ??= timeOf(tag.attributes.get('timestamp'))
  }
  if (report.open !== null) report.open.outcome = OUTCOMES[tag.name] ?? report.open.outcome
  if (tag.name !== 'testcase') return
  if (tag.kind !== 'close') report.open = openCase(tag, report.suite)
  if (tag.kind === 'open' || report.open === null) return
  close(report.open, report.suites)
  report.open = null
}

type Outcome = 'passed' | 'failed' | 'error' | 'skipped'

const OUTCOMES: Readonly<Record<string, Outcome>> = { failure: 'failed', error: 'error', skipped: 'skipped' }

type Case = { readonly outcome: Outcome; readonly latencyMs: number | null }

type OpenCase = {
  readonly suite: string
  readonly id: string
  readonly latencyMs: number | null
  outcome: Outcome
}

function openCase({ attributes }: Tag, suite: string): OpenCase {
  const name = attributes.get('name') ?? 'unnamed'
  const group = attributes.get('classname') ?? suite
  const seconds = Number(attributes.get('time') ?? Number.NaN)
  return {
    suite,
    id: group === suite ? name : `${group} ${name}`,
    latencyMs: seconds >= 0 && Number.isFinite(seconds) ? seconds * 1000 : null,
    outcome: 'passed',
  }
}

function close({ suite, id, outcome, latencyMs }: OpenCase, suites: Map<string, Map<string, Case[]>>): void {
  if (outcome === 'skipped') return
  const cases = suites.get(suite) ?? new Map<string, Case[]>()
  suites.set(suite, cases)
  const attempts = cases.get(id)
  if (attempts === undefined) cases.set(id, [{ outcome, latencyMs }])
  else attempts.push({ outcome, latencyMs })
}

function resultOf(name: string, cases: ReadonlyMap<string, readonly Case[]>): EvalResult {
  const [, provider = 'unknown', prompt = name] = /^\[([^\]]{1,200})\] (.{1,200})$/.exec(name) ?? []
  const tests = [...cases].map(([id, attempts]) => testOf(id, attempts))
  return {
    provider,
    prompt,
    ...tallyTests(tests),
    tests,
    outputTokens: [],
    inputTokens: [],
    reported: null,
  }
}

function testOf(id: string, attempts: readonly Case[]): EvalTest {
  const answered = attempts.filter(({ outcome }) => outcome !== 'error')
  const times = answered.flatMap(({ latencyMs }) => latencyMs ?? [])
  return {
    id,
    attempts: answered.length,
    passes: answered.filter(({ outcome }) => outcome === 'passed').length,
    errors: attempts.length - answered.length,
    critical: false,
    score: null,
    latencyMs: times.length === 0 ? null : times.reduce((sum, time) => sum + time, 0) / times.length,
    scores: {},
    usage: null,
  }
}
