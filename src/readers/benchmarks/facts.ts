import type { BenchmarkFact } from '../../model/benchmark.ts'
import { measuredSeconds } from './held.ts'
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

type Ladder = readonly [Run, ...(readonly Run[])]

function laddersOf(runs: readonly Run[]): readonly Ladder[] {
  const ladders: { readonly name: string; readonly runs: [Run, ...Run[]] }[] = []
  for (const run of runs.slice(0, MOST_RUNS)) {
    const name = nameOf(run)
    const own = ladders.find(ladder => ladder.name === name && isAlike(ladder.runs[0], run))
    if (own === undefined) ladders.push({ name, runs: [run] })
    else own.runs.push(run)
  }
  return ladders.map(ladder => ladder.runs)
}

/** A sweep has tens; every run is compared with one of each ladder. */
const MOST_RUNS = 500

const nameOf = ({ tool, model, precision, engine, hardware, dataset }: Run) =>
  JSON.stringify([tool, model, precision, engine, hardware, dataset])

/** Sampled lengths vary from run to run. */
const isAlike = (a: Run, b: Run) =>
  isClose(a.inputTokens, b.inputTokens) && isClose(a.outputTokens, b.outputTokens)

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
    heldSeconds: measuredSeconds(ladder),
    points: ladderOf(ladder.map(pointOf)),
    repeats: [],
  }
}
