import { addUsage, tallyTests, type EvalTest, type EvalUsage } from '../../model/eval.ts'
import type { EvalResult } from '../../model/fact.ts'
import { collect } from '../../model/group-by.ts'
import { countOf, field, isRecord } from '../json.ts'

type Sample = Readonly<Record<string, unknown>>

/**
 * The samples of a task as tests; each epoch of a sample is an attempt. Only the model under test counts, not the
 * one that graded. `input_tokens` leaves out what was read from or written to a cache, so all three are the input:
 * https://inspect.aisi.org.uk/reference/inspect_ai.model.html#modelusage
 */
export function tally(samples: readonly Sample[], model: string): Omit<EvalResult, 'provider' | 'prompt'> {
  const isGraded = samples.some(sample => outcomeOf(sample) === 'graded')
  const answered = samples.filter(sample => outcomeOf(sample) !== 'error')
  const usages = answered.flatMap(sample => usageOf(sample, model) ?? [])
  // Where some scores are grades, the others are too: a grade of 1 is no pass beside one of 0.8.
  const tests = isGraded ? [] : testsOf(samples, model)
  return {
    ...tallyTests(tests),
    errors: samples.length - answered.length,
    tests,
    outputTokens: usages.map(usage => usage.output).filter(tokens => tokens > 0),
    inputTokens: usages.map(usage => usage.input).filter(tokens => tokens > 0),
    reported: null,
  }
}

function testsOf(samples: readonly Sample[], model: string): readonly EvalTest[] {
  const scored = samples.flatMap((sample, position) =>
    outcomeOf(sample) === 'unscored' ? [] : [[idOf(sample, position), sample] as const],
  )
  return [...collect(scored)].map(([id, attempts]) => testOf(id, attempts, model))
}

const idOf = ({ id }: Sample, position: number) =>
  typeof id === 'string' || typeof id === 'number' ? String(id).slice(0, 200) : `sample ${position + 1}`

function testOf(id: string, samples: readonly Sample[], model: string): EvalTest {
  const answered = samples.filter(sample => outcomeOf(sample) !== 'error')
  const seconds = answered.flatMap(({ working_time: time }) =>
    typeof time === 'number' && time >= 0 ? [time] : [],
  )
  return {
    id,
    attempts: answered.length,
    passes: answered.filter(sample => outcomeOf(sample) === 'passed').length,
    errors: samples.length - answered.length,
    critical: samples.some(sample => field(sample['metadata'], 'critical') === true),
    score: null,
    latencyMs:
      seconds.length === 0 ? null : (1000 * seconds.reduce((sum, time) => sum + time, 0)) / seconds.length,
    scores: {},
    usage: addUsage(samples.flatMap(sample => usageOf(sample, model) ?? [])),
  }
}

type Outcome = 'passed' | 'failed' | 'error' | 'graded' | 'unscored'

/** The first scorer decides. Of a log with several scores, `scores` is a map; an old log has one `score`. */
function outcomeOf(sample: Sample): Outcome {
  if (isRecord(sample['error'])) return 'error'
  const [first] = isRecord(sample['scores']) ? Object.values(sample['scores']) : [sample['score']]
  const value = field(first, 'value')
  if (PASSES.has(value)) return 'passed'
  if (FAILS.has(value)) return 'failed'
  return typeof value === 'number' ? 'graded' : 'unscored'
}

/** C(orrect), I(ncorrect), P(artial), N(o answer): https://inspect.aisi.org.uk/scorers.html */
const PASSES = new Set<unknown>(['C', true, 1])
const FAILS = new Set<unknown>(['I', 'N', 'P', false, 0])

function usageOf(sample: Sample, model: string): EvalUsage | null {
  const usage = field(sample['model_usage'], model)
  if (usage === undefined) return null
  const tokens = (name: string) => countOf(field(usage, name)) ?? 0
  const cacheRead = tokens('input_tokens_cache_read')
  const cacheWrite = tokens('input_tokens_cache_write')
  const input = tokens('input_tokens') + cacheRead + cacheWrite
  const output = tokens('output_tokens')
  const reasoning = Math.min(output, tokens('reasoning_tokens'))
  return input + output === 0 ? null : { requests: 1, input, cacheRead, cacheWrite, output, reasoning }
}
