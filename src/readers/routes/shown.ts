import type { Fact, RouteFact } from '../../model/fact.ts'

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
