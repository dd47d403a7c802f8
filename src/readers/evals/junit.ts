import { tallyTests, type EvalTest } from '../../model/eval.ts'
import type { EvalResult } from '../../model/fact.ts'
import { groupBy } from '../../model/group-by.ts'
import { NOTHING, type Reader, type Reading, type SourceFile } from '../reader.ts'
import { timeOf } from '../json.ts'
import { xmlTags, type XmlTag } from './xml-tags.ts'

/**
 * JUnit XML in a folder of evals: what passed, failed, ended in an error, and how long it took.
 * https://github.com/testmoapp/junitxml
 */
export const junit: Reader = {
  id: 'junit',
  title: 'JUnit results of evals',
  files: ['**/{eval,evals,evaluation,evaluations,.unitcost}/**/*.xml'],
  sniff: ({ text }) => /<testsuites?[\s>]/.test(text.slice(0, 4000)) && text.includes('<testcase'),
  read,
}

function read({ path, text }: SourceFile): Reading {
  const { cases, ranAt } = casesOf(text)
  if (cases.length === 0) return NOTHING
  const suites = groupBy(cases, ({ suite }) => suite)
  const fact = {
    kind: 'eval',
    id: path,
    at: { path, line: null },
    tool: 'junit',
    ranAt,
    commit: null,
    results: [...suites].map(([suite, own]) => resultOf(suite, own)),
  } as const
  return { facts: [fact], diagnostics: [] }
}

type Outcome = 'passed' | 'failed' | 'error' | 'skipped'
type Case = {
  readonly suite: string
  readonly name: string
  readonly seconds: number | null
  readonly outcome: Outcome
}

function casesOf(text: string): { readonly cases: readonly Case[]; readonly ranAt: string | null } {
  const cases: Case[] = []
  let suite = ''
  let ranAt: string | null = null
  let isOpen = false
  for (const tag of xmlTags(text)) {
    if (tag.name === 'testcase') isOpen = tag.kind === 'open'
    if (tag.kind === 'close') continue
    if (tag.name === 'testcase') cases.push(caseOf(tag, suite))
    if (tag.name === 'testsuite') {
      suite = suiteOf(tag)
      ranAt ??= timeOf(tag.attributes.get('timestamp'))
    }
    const [last, outcome] = [cases.at(-1), OUTCOMES[tag.name]]
    if (isOpen && last !== undefined && outcome !== undefined) cases.splice(-1, 1, { ...last, outcome })
  }
  // Of a case that is cut off nobody knows how it ended.
  return { cases: isOpen ? cases.slice(0, -1) : cases, ranAt }
}

const OUTCOMES: Readonly<Record<string, Outcome | undefined>> = {
  failure: 'failed',
  error: 'error',
  skipped: 'skipped',
}

type OpenTag = Extract<XmlTag, { kind: 'open' }>

/** promptfoo names a suite `[provider] prompt 1`; suites of others only sort the tests of one run. */
const suiteOf = ({ attributes }: OpenTag) => {
  const name = attributes.get('name') ?? ''
  return PROMPTFOO_SUITE.test(name) ? name : ''
}

const PROMPTFOO_SUITE = /^\[([^\]]{1,300})\] (.{1,300})$/

function caseOf({ attributes }: OpenTag, suite: string): Case {
  // `test 5: refund`: the number moves when a test is added before it.
  const name = (attributes.get('name') ?? '').replace(/^test \d+: (?=.)/, '')
  const group = suite === '' ? (attributes.get('classname') ?? '') : ''
  const seconds = Number(attributes.get('time') ?? Number.NaN)
  return {
    suite,
    name: (group === '' ? name : `${group} ${name}`).slice(0, 200),
    seconds: seconds >= 0 && Number.isFinite(seconds) ? seconds : null,
    outcome: 'passed',
  }
}

function resultOf(suite: string, cases: readonly Case[]): EvalResult {
  const seen = new Map<string, number>()
  const tests = cases
    .filter(({ outcome }) => outcome !== 'skipped')
    .map(one => {
      const nth = (seen.get(one.name) ?? 0) + 1
      seen.set(one.name, nth)
      return testOf(nth === 1 ? one.name : `${one.name}#${nth}`, one)
    })
  const [, provider = 'unknown', prompt = 'unknown'] = PROMPTFOO_SUITE.exec(suite) ?? []
  return { provider, prompt, ...tallyTests(tests), tests, outputTokens: [], inputTokens: [], reported: null }
}

const testOf = (id: string, { outcome, seconds }: Case): EvalTest => ({
  id,
  attempts: outcome === 'error' ? 0 : 1,
  passes: outcome === 'passed' ? 1 : 0,
  errors: outcome === 'error' ? 1 : 0,
  critical: false,
  score: null,
  latencyMs: seconds === null || outcome === 'error' ? null : seconds * 1000,
  scores: {},
  usage: null,
})
