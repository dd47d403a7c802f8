import { call } from '../src/readers/call.ts'
import { emptyPrompt } from '../src/readers/empty-prompt.ts'
import { route, routeTarget as statedTarget } from '../src/readers/route.ts'
import { assemble, type Assembled, type Assembly } from '../src/assemble/assemble.ts'
import type { Config } from '../src/config/config.ts'
import { loadConfig } from '../src/config/load.ts'
import type { Settings } from '../src/config/settings.ts'
import { ASSUMPTIONS } from '../src/model/assumptions.ts'
import type { CallFact, Fact, PromptFact, PromptPart, RouteFact, RouteTarget } from '../src/model/fact.ts'

/** What readers state about small files, and what unitcost.yml says about them. */

/** unitcost.yml as it is loaded; `version` goes without saying. */
export function settings(yaml = ''): Settings {
  const file = { path: 'unitcost.yml', text: `version: 1\n${yaml}` }
  const { config, places, diagnostics } = loadConfig(file, { rules: [] })
  if (config === null) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  return { config, places }
}

export const configOf = (yaml: string): Config => settings(yaml).config

/** The workloads of a tree: its facts under its unitcost.yml. */
export function assembled(facts: readonly Fact[], yaml = '', more: Partial<Assembly> = {}): Assembled {
  const { config, places } = settings(yaml)
  return assemble({
    facts,
    config,
    placeOf: places,
    discover: true,
    machines: [],
    assumptions: ASSUMPTIONS,
    broken: new Map(),
    formerPath: path => path,
    ...more,
  })
}

export const text = (words: string, line = 1): PromptPart => ({ kind: 'text', text: words, line })
export const include = (path: string, line = 1): PromptPart => ({ kind: 'include', path, line })

/** A prompt file that says `Be kind.` to `openai/gpt-4o`. */
export const promptFact = (path: string, more: Partial<PromptFact> = {}): PromptFact => ({
  ...emptyPrompt(path, { path, line: 1 }),
  messages: [{ role: 'system', parts: [text('Be kind.')] }],
  model: 'openai/gpt-4o',
  modelAt: { path, line: 2 },
  ...more,
})

/** A call of `openai/gpt-4o` in code that says `Answer.` */
export const callFact = (id: string, more: Partial<CallFact> = {}): CallFact => {
  const at = { path: id.split('#')[0] ?? id, line: 10 }
  return call({
    id,
    group: id,
    at,
    model: 'openai/gpt-4o',
    modelAt: { ...at, line: 11 },
    messages: [{ role: 'user', parts: [text('Answer.')] }],
    ...more,
  })
}

export const routeTarget = (model: string, more: Partial<RouteTarget> = {}): RouteTarget =>
  statedTarget({ id: model, model, at: { path: 'gateway.yaml', line: 3 }, ...more })

/** A group of `gateway.yaml`. */
export const routeFact = (
  name: string,
  targets: readonly RouteTarget[],
  more: Partial<RouteFact> = {},
): RouteFact =>
  route({
    id: `route:gateway.yaml#${name}`,
    names: [name],
    at: { path: 'gateway.yaml', line: 1 },
    targets,
    ...more,
  })
