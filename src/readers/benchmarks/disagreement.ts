import type { Place } from '../../model/evidence.ts'
import type { Diagnostic } from '../../model/diagnostic.ts'
import { perToken } from './per-token.ts'
import type { Run } from './run.ts'

/** Tools that call something else "time per output token" than their own latencies give, once for each file. */
export function disagreements(runs: readonly Run[], path: string): readonly Diagnostic[] {
  const off = runs.flatMap(run => {
    const { disagreement } = perToken(run)
    return disagreement === null
      ? []
      : [problem({ path, line: run.line }, { tool: run.tool, ...disagreement })]
  })
  return off.slice(0, 1)
}

type Numbers = { readonly tool: string; readonly stated: number; readonly computed: number }

const problem = (at: Place, { tool, stated, computed }: Numbers): Diagnostic => ({
  code: 'benchmark-tpot',
  severity: 'note',
  message: `${tool} states ${ms(stated)} per output token, and its own latencies give ${ms(computed)}: (end to end − first token) ÷ (n − 1)`,
  hint: 'The computed one is used, and no percentile above the median: measure with `unitcost bench` for those.',
  ...at,
})

const ms = (value: number) => `${Number(value.toPrecision(3))} ms`
