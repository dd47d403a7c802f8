import type { EvalFact, EvalLimits, EvalResult, PromptFact } from '../model/fact.ts'
import type { Evaluation, OtherResult, OwnResult, Route, Target } from '../model/workload.ts'
import { sizeOf } from './answer-size.ts'

/** A call as far as its evals are concerned: what it sends, and where. */
export type EvaluatedCall = { readonly route: Route; readonly prompt: PromptFact | null }

/**
 * Which results of a run are about the workload: those of its own prompts, where the run names them, on its own
 * models. One single result is about it whatever its provider is called.
 */
export function evaluationOf(
  run: EvalFact,
  calls: readonly EvaluatedCall[],
  limits: EvalLimits = NO_LIMITS,
): Evaluation {
  const results = ofPrompts(run.results, calls)
  const targets = calls.flatMap(({ route }, call) => route.targets.map(target => ({ call, target })))
  const own = results.flatMap((result): readonly OwnResult[] => {
    const found = targets.find(({ target }) => bare(target.model) === bare(result.provider))
    if (found !== undefined)
      return [{ ...result, role: `${found.call}/${found.target.id}`, target: found.target }]
    return results.length === 1 ? [{ ...result, role: 'only', target: onlyTarget(targets) }] : []
  })
  const others = results.filter(result => own.every(({ provider }) => provider !== result.provider))
  return {
    at: run.at,
    ranAt: run.ranAt,
    own,
    others: own.length === 0 ? [] : others.map(other(run)),
    limits,
  }
}

const NO_LIMITS: EvalLimits = { usdPerTest: null, latencyMs: null, score: null }

/** A suite often tries several versions of a prompt: only the one in use says how the workload answers. */
function ofPrompts(results: readonly EvalResult[], calls: readonly EvaluatedCall[]): readonly EvalResult[] {
  const paths = calls.flatMap(({ prompt }) => (prompt === null ? [] : [prompt.at.path, prompt.id]))
  const used = results.filter(({ prompt }) => {
    const name = prompt.replace(/^(?:\.\.?\/)+/u, '')
    return paths.some(path => path === name || path.endsWith(`/${name}`) || name.endsWith(`/${path}`))
  })
  return used.length === 0 ? results : used
}

function onlyTarget(targets: readonly { readonly target: Target }[]): Target | null {
  const [first, ...more] = targets
  return first !== undefined && more.every(({ target }) => target.model === first.target.model)
    ? first.target
    : null
}

const other =
  ({ at }: EvalFact) =>
  (result: EvalResult): OtherResult => ({
    ...result,
    model: modelOf(result.provider),
    output: sizeOf(result.outputTokens, at),
  })

/** `openai:chat:gpt-4.1-mini (label)` → `openai/gpt-4.1-mini`; a name with a slash says its provider itself. */
function modelOf(provider: string): string {
  const [vendor = '', ...rest] = withoutLabel(provider).split(':')
  const model = rest.at(-1) ?? vendor
  return vendor === model || model.includes('/') ? model : `${vendor}/${model}`
}

/** promptfoo writes `openai:chat:gpt-4o (label)`, we write `openai/gpt-4o`. */
const bare = (model: string) => withoutLabel(model).split(/[:/]/u).at(-1) ?? model

const withoutLabel = (provider: string) => provider.split(' (')[0] ?? provider
