import type { EvalResult } from '../../model/fact.ts'
import { countOf, field, isRecord } from '../json.ts'

type Sample = Readonly<Record<string, unknown>>

/**
 * Adds up the samples of a task; each epoch of a sample is a row of its own. Only the model under test counts,
 * not the one that graded. `input_tokens` leaves out what was read from or written to a cache, so all three are
 * the input: https://inspect.aisi.org.uk/reference/inspect_ai.model.html#modelusage
 */
export function tally(samples: readonly Sample[], model: string): Omit<EvalResult, 'provider' | 'prompt'> {
  const outcomes = samples.map(outcomeOf)
  const isGraded = outcomes.includes('graded')
  const count = (wanted: Outcome) => outcomes.filter(outcome => outcome === wanted).length
  const usages = samples.flatMap((sample, index) =>
    outcomes[index] === 'error' ? [] : usageOf(sample, model),
  )
  return {
    // Where some scores are grades, the others are too: a grade of 1 is no pass beside one of 0.8.
    passed: isGraded ? 0 : count('passed'),
    failed: isGraded ? 0 : count('failed'),
    errors: count('error'),
    outputTokens: usages.map(usage => usage.output).filter(tokens => tokens > 0),
    inputTokens: usages.map(usage => usage.input).filter(tokens => tokens > 0),
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

function usageOf(sample: Sample, model: string) {
  const usage = field(sample['model_usage'], model)
  if (usage === undefined) return []
  const tokens = (name: string) => countOf(field(usage, name)) ?? 0
  const cached = tokens('input_tokens_cache_read') + tokens('input_tokens_cache_write')
  return [{ input: tokens('input_tokens') + cached, output: tokens('output_tokens') }]
}
