import { addUsage, type EvalUsage } from '../model/eval.ts'
import type { Evaluation, OwnResult, Workload } from '../model/workload.ts'
import type { Line } from './line.ts'
import { usageCost } from './usage-cost.ts'
import type { World } from './world.ts'

/** Fewer answers say little about how long answers are. */
const FEW = 20

/** A tool that prices the same answers by more than this part differently has other prices, or another model. */
const FAR = 0.05

/** What must be known with a number that recorded runs gave: how many answers, of when, and what else they show. */
export function measuredNotes({ meter, call }: Line, workload: Workload, world: World): readonly string[] {
  const { evaluation, calls } = workload
  if (evaluation === null) return []
  const isMeasured = calls.some(({ id, output }) => id === call && output.tokens.basis === 'measured')
  if (meter === 'output' && isMeasured)
    return [sizeNote(evaluation), ...evaluation.own.flatMap(result => priceNote(result, world))]
  return meter === 'input' ? cacheNote(evaluation) : []
}

function sizeNote({ own, ranAt }: Evaluation): string {
  const answers = own.flatMap(({ outputTokens }) => outputTokens)
  const day = ranAt === null ? 'a run without a date' : `the run of ${ranAt.slice(0, 10)}`
  const doubt = answers.length < FEW ? ': low confidence, so few answers say little' : ''
  return `output measured over ${answers.length} answers of ${day}${doubt}`
}

/** Evals ask one prompt back to back, so their share is too high for production: told, never applied. */
function cacheNote({ own }: Evaluation): readonly string[] {
  const usage = addUsage(own.flatMap(({ tests }) => tests.flatMap(test => test.usage ?? [])))
  if (usage === null || usage.cacheRead === 0 || usage.input === 0) return []
  const share = Math.round((usage.cacheRead / usage.input) * 100)
  return [
    `${share} % of the input of the evals came from the prompt cache; not counted, because evals repeat one prompt back to back`,
  ]
}

function priceNote({ reported, target }: OwnResult, world: World): readonly string[] {
  if (reported === null || target === null) return []
  const ours = usageCost(reported.usage, target, world)
  if (ours === null || ours === 0 || Math.abs(reported.usd / ours - 1) <= FAR) return []
  return [
    `the eval tool says ${perAnswer(reported.usd, reported.usage)} an answer; at the prices of the book it is ${perAnswer(ours, reported.usage)}`,
  ]
}

const perAnswer = (usd: number, { requests }: EvalUsage) => `$${Number((usd / requests).toPrecision(3))}`
