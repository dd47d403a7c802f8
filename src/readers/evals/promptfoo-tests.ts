import { addUsage, type EvalTest } from '../../model/eval.ts'
import { field, isRecord } from './json.ts'
import { testIdentity } from './test-identity.ts'
import { usageOf } from './usage.ts'

/**
 * The rows of one prompt on one provider as tests. A row does not say which repeat it is, so rows of the same
 * identity are attempts of one test, as many as the run repeats; further ones are a second test of the same.
 * @param repeat how often the run repeats each test; null: as often as every test is there
 */
export function testsOf(rows: readonly unknown[], repeat: number | null): readonly EvalTest[] {
  const groups = new Map<string, unknown[]>()
  for (const [position, row] of rows.entries()) {
    const id = testIdentity(row, position)
    const group = groups.get(id)
    if (group === undefined) groups.set(id, [row])
    else group.push(row)
  }
  const size = repeat ?? [...groups.values()].map(group => group.length).reduce(divisor, 0)
  return [...groups].flatMap(([id, group]) =>
    Array.from({ length: Math.ceil(group.length / size) }, (_, nth) =>
      testOf(nth === 0 ? id : `${id}#${nth + 1}`, group.slice(nth * size, (nth + 1) * size)),
    ),
  )
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b))

function testOf(id: string, rows: readonly unknown[]): EvalTest {
  const answered = rows.filter(row => outcomeOf(row) !== 'error')
  const asked = answered.filter(row => !isCached(row))
  return {
    id,
    attempts: answered.length,
    passes: answered.filter(row => outcomeOf(row) === 'passed').length,
    errors: rows.length - answered.length,
    critical: rows.some(row => field(row, 'testCase', 'metadata', 'critical') === true),
    score: mean(answered.flatMap(row => share(field(row, 'score')))),
    latencyMs: mean(asked.flatMap(row => positive(field(row, 'latencyMs')))),
    scores: namedScores(answered),
    usage: addUsage(rows.filter(row => !isCached(row)).flatMap(row => usageOf(row, providerOf(row)) ?? [])),
  }
}

export type RowOutcome = 'passed' | 'failed' | 'error'

/** `error` of a row is set for failed assertions too, so only the reason tells them apart. */
export function outcomeOf(row: unknown): RowOutcome {
  if (field(row, 'success') === true) return 'passed'
  const reason = field(row, 'failureReason')
  const neverAnswered = reason === undefined && field(row, 'response', 'output') === undefined
  return reason === 2 || neverAnswered ? 'error' : 'failed'
}

/** An answer that promptfoo had kept: its quality counts, its time and tokens were spent in another run. */
export const isCached = (row: unknown): boolean => field(row, 'response', 'cached') === true

export const providerOf = (row: unknown): string => {
  const id = field(row, 'provider', 'id') ?? field(row, 'provider')
  return typeof id === 'string' ? id : 'unknown'
}

/** More names than anybody looks at are somebody else's data. */
const MOST_NAMES = 50

function namedScores(rows: readonly unknown[]): EvalTest['scores'] {
  const values = new Map<string, number[]>()
  for (const row of rows) {
    const named = field(row, 'namedScores')
    for (const [name, value] of isRecord(named) ? Object.entries(named) : []) {
      if (typeof value !== 'number' || !Number.isFinite(value)) continue
      const known = values.get(name)
      if (known === undefined) values.set(name, [value])
      else known.push(value)
    }
  }
  return Object.fromEntries(
    [...values].slice(0, MOST_NAMES).map(([name, of]) => [name.slice(0, 200), mean(of) ?? 0]),
  )
}

const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length

const share = (value: unknown): readonly number[] =>
  typeof value === 'number' && value >= 0 && value <= 1 ? [value] : []

const positive = (value: unknown): readonly number[] =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? [value] : []
