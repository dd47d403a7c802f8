import type { Diagnostic } from '../../src/model/diagnostic.ts'
import type { CallFact, CapacityFact, Fact, PromptFact, PromptPart, RouteFact } from '../../src/model/fact.ts'
import type { YamlValue } from '../../src/readers/yaml.ts'

/** What our readers said about the files of a case. */
export type Seen = {
  readonly facts: readonly Fact[]
  readonly diagnostics: readonly Diagnostic[]
  /** All texts of the case: what a fact names must be written there. */
  readonly text: string
  /** The first file of the case as YAML or JSON; of another format it is empty. */
  readonly document: YamlValue
}

export type Check = {
  readonly what: string
  readonly found: boolean
  /** Not found, but said to be unknown, with a reason: a gap that nobody takes for zero. */
  readonly unknown?: boolean
}

export const check = (what: string, found: boolean): Check => ({ what, found })

/** Found where some fact says it; unknown where one of them says that it cannot be told. */
export const stated = (
  what: string,
  facts: readonly CapacityFact[],
  says: (fact: CapacityFact) => boolean,
): Check => ({
  what,
  found: facts.some(says),
  unknown: facts.some(({ unresolved }) => unresolved !== null),
})

const of =
  <Kind extends Fact['kind']>(kind: Kind) =>
  ({ facts }: Seen) =>
    facts.filter((fact): fact is Extract<Fact, { kind: Kind }> => fact.kind === kind)

export const routesOf = of('route')
export const policiesOf = of('route-policy')
export const promptsOf = of('prompt')
export const callsOf = of('call')
export const suitesOf = of('eval-suite')
export const evalsOf = of('eval')
export const capacityOf: (seen: Seen) => readonly CapacityFact[] = of('capacity')

export const routeNamed = (seen: Seen, name: string): RouteFact | undefined =>
  routesOf(seen).find(route => route.names.includes(name) || route.id.endsWith(`#${name}`))

/** The same model where one of the two names no provider, or another word for it. */
export function isSameModel(ours: string, theirs: string): boolean {
  const [a, b] = [ours, theirs].map(bare)
  if (a === '' || b === '') return false
  return a === b || a?.endsWith(`/${b}`) === true || b?.endsWith(`/${a}`) === true
}

/** `models/` of Google, `anthropic:messages:` of promptfoo, `anthropic::` of TensorZero. */
const bare = (model: string) =>
  model
    .replace(/^.*::/, '')
    .replace(/^(\w+:)(\w+:)?(?=[a-z])/, '')
    .replace(/^(?!route:)[^/]+\//, '')
    .replace(/^models\//, '')

/** The models that a route asks first, through routes of its own. */
export function modelsOf(route: RouteFact, seen: Seen, depth = 0): readonly string[] {
  return route.targets.flatMap(({ model }) => {
    const inner = routesOf(seen).find(({ id }) => id === model)
    return inner === undefined || depth > 5 ? [model] : modelsOf(inner, seen, depth + 1)
  })
}

/** What is asked when the route fails, in order. */
export const fallbackModels = (route: RouteFact, seen: Seen): readonly string[] =>
  route.fallbacks
    .flatMap(id => routesOf(seen).filter(next => next.id === id))
    .flatMap(next => modelsOf(next, seen))

type Sender = PromptFact | CallFact

export const sendersOf = (seen: Seen): readonly Sender[] => [...promptsOf(seen), ...callsOf(seen)]

export const partsOf = (sender: Sender): readonly PromptPart[] =>
  sender.messages.flatMap(({ parts }) => parts).flatMap(within)

const within = (part: PromptPart): readonly PromptPart[] => {
  if (part.kind === 'choice') return [part, ...part.options.flat().flatMap(within)]
  return part.kind === 'repeat' ? [part, ...part.parts.flatMap(within)] : [part]
}

/** A name that a part gives: a variable, a list, a conversation. */
export const nameOf = (part: PromptPart): string | null => {
  if (part.kind === 'repeat') return part.over
  return part.kind === 'variable' || part.kind === 'history' ? part.name : null
}
