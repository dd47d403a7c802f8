import type { BenchmarkFact } from '../../model/benchmark.ts'
import { hardwareOfFolder } from './identity.ts'
import { ladderOf } from './ladder.ts'
import { pointOf } from './point.ts'
import type { Run } from './run.ts'

/** A fact for each configuration; runs of one model on one kind of data and like lengths are one ladder. */
export function factsOf(path: string, runs: readonly Run[]): readonly BenchmarkFact[] {
  const ladders = laddersOf(runs)
  return ladders.map((ladder, index) =>
    factOf(ladder, path, ladders.length === 1 ? path : `${path}#${index + 1}`),
  )
}

export type Ladder = readonly [Run, ...(readonly Run[])]

export function laddersOf(runs: readonly Run[]): readonly Ladder[] {
  const ladders: [Run, ...Run[]][] = []
  for (const run of runs.slice(0, MOST_RUNS)) {
    const own = ladders.find(([first]) => isSame(first, run))
    if (own === undefined) ladders.push([run])
    else own.push(run)
  }
  return ladders
}

/** A sweep has tens; every run is compared with one of each ladder. */
const MOST_RUNS = 500

function isSame(a: Run, b: Run): boolean {
  const names = (run: Run) =>
    JSON.stringify([run.tool, run.model, run.precision, run.engine, run.hardware, run.dataset])
  return (
    names(a) === names(b) && isClose(a.inputTokens, b.inputTokens) && isClose(a.outputTokens, b.outputTokens)
  )
}

/** Sampled lengths vary from run to run. */
const isClose = (a: number | null, b: number | null) =>
  a === null || b === null ? a === b : Math.abs(a - b) <= 0.1 * Math.max(a, b)

function factOf(ladder: Ladder, path: string, id: string): BenchmarkFact {
  const [first] = ladder
  return {
    kind: 'benchmark',
    id,
    at: { path, line: first.line },
    tool: first.tool,
    model: first.model,
    precision: first.precision,
    engine: first.engine,
    hardware: first.hardware ?? hardwareOfFolder(path),
    ranAt:
      ladder
        .flatMap(({ ranAt }) => ranAt ?? [])
        .toSorted()
        .at(-1) ?? null,
    commit: null,
    points: ladderOf(ladder.map(pointOf)),
    repeats: [],
  }
}
