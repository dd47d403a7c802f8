import type { Fact, RouteFact, RoutePolicyFact } from '../../model/fact.ts'

export const isRoute = (fact: Fact): fact is RouteFact => fact.kind === 'route'

/** Routes in a few words each, for tests: what is asked, where it goes, what is tried next. */
export const shown = (facts: readonly Fact[]): readonly string[] =>
  facts
    .filter(isRoute)
    .flatMap(fact => [
      [
        `${fact.id}:${fact.at.line}`,
        fact.names.length > 0 ? `asked for as ${fact.names.join(', ')}` : null,
        fact.selection,
        fact.retries === null ? null : `${fact.retries} retries (line ${fact.retriesAt?.line})`,
        fact.fallbacks.length > 0 ? `then ${fact.fallbacks.join(', ')}` : null,
      ]
        .filter(part => part !== null)
        .join(' | '),
      ...fact.targets.map(target =>
        [
          `  ${target.id}:${target.at.line} → ${target.model}`,
          target.weight === null ? null : `weight ${target.weight}`,
          target.deployment === 'on-demand' ? null : target.deployment,
          target.region,
          target.maxOutput === null ? null : `at most ${target.maxOutput} tokens`,
          target.statedPrices === null
            ? null
            : `${target.statedPrices.input}/${target.statedPrices.output} USD`,
          target.unresolved === null ? null : `? ${target.unresolved}`,
        ]
          .filter(part => part !== null)
          .join(' | '),
      ),
    ])

/** What a gateway does around a call, a line each, for tests: caches, limits, what it asks and reads. */
export const around = (facts: readonly Fact[]): readonly string[] => [
  ...new Set(facts.flatMap(fact => (isRoute(fact) || fact.kind === 'route-policy' ? linesOf(fact) : []))),
]

const linesOf = (fact: RouteFact | RoutePolicyFact): readonly string[] => [
  ...(fact.kind === 'route' ? routeLines(fact) : []),
  ...fact.limits.map(
    ({ amount, unit, seconds, owner, at }) =>
      `at most ${amount} ${unit} in ${seconds ?? 'all'} s for ${owner.kind} ${owner.name ?? ''}:${at.line}`,
  ),
  ...fact.metadata.map(({ name, about, from, at }) => `${name} about ${about} from ${from}:${at.line}`),
]

const routeLines = ({ cache, routerCalls, escalation, targets }: RouteFact): readonly string[] => [
  ...(cache === null
    ? []
    : [
        `${cache.kind} cache for ${cache.ttl} s, alike ${cache.threshold}, embedded by ${cache.embedding}, ${
          cache.byDefault ? 'always' : 'on request'
        }, apart by ${cache.scope.join(', ') || 'nothing'}:${cache.at.line}`,
      ]),
  ...routerCalls.map(
    ({ purpose, model, deployment, unresolved, at }) =>
      `${purpose} ${model} ${deployment}${unresolved === null ? '' : ` ? ${unresolved}`}:${at.line}`,
  ),
  ...(escalation === null ? [] : [`escalates to ${escalation.to.join(', ')}:${escalation.at.line}`]),
  ...targets.flatMap(({ id, reasoning, priceCap }) => [
    ...(reasoning === null
      ? []
      : [`${id} thinks ${reasoning.effort}, at most ${reasoning.maxTokens} tokens:${reasoning.at.line}`]),
    ...(priceCap === null
      ? []
      : [`${id} at most ${priceCap.input}/${priceCap.output} USD:${priceCap.at.line}`]),
  ]),
]
