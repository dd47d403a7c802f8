import { partsOf } from './seen.ts'
import type { Seen } from './seen.ts'

/**
 * Facts that the files do not say: models, limits, variables and tools whose words are not written there.
 * References to a reader's own routes are names, not models.
 */
export function invented(seen: Seen): readonly string[] {
  const text = seen.text.replaceAll(/(?<=\d)_(?=\d)/g, '')
  const isWritten = (word: string) => seen.text.includes(word) || text.includes(word)
  return [...new Set(seen.facts.flatMap(fact => statedBy(fact, seen.text).filter(word => !isWritten(word))))]
}

type Fact = Seen['facts'][number]

function statedBy(fact: Fact, text: string): readonly string[] {
  switch (fact.kind) {
    case 'route':
      return routeWords(fact)
    case 'route-policy':
      return fact.limits.map(({ amount }) => String(amount))
    case 'prompt':
      return [...modelWords(fact.model), ...numberWords(fact.maxOutput), ...sentWords(fact)]
    case 'call':
      return [
        ...modelWords(fact.model),
        ...numberWords(fact.maxOutput),
        ...numberWords(fact.loop?.max ?? null),
        ...sentWords(fact),
      ]
    case 'capacity':
      return [...modelWords(fact.model), ...skuWords(fact.sku, text)]
    case 'eval-suite':
      return fact.providers.flatMap(({ id, maxOutput }) => [...modelWords(id), ...numberWords(maxOutput)])
    case 'eval':
    case 'benchmark':
    case 'constant':
    case 'usage':
      return []
  }
}

const routeWords = ({ targets, cache, limits }: Extract<Fact, { kind: 'route' }>): readonly string[] => [
  ...targets.flatMap(target => [...modelWords(target.model), ...numberWords(target.maxOutput)]),
  ...numberWords(cache?.ttl ?? null),
  ...limits.map(({ amount }) => String(amount)),
]

/** What the file has to say for a model: its name after the last slash; `*` and references say nothing. */
const modelWords = (model: string | null): readonly string[] => {
  if (model === null || /^(route|const):|\*$/.test(model)) return []
  return model.split('/').slice(-1)
}

/**
 * `n1-standard-2 + 1 nvidia-tesla-t4`: each name, which may be written in any case; our own words for units (`PTU`,
 * `serverless`) are none.
 */
const skuWords = (sku: string | null, text: string): readonly string[] =>
  (sku ?? '')
    .split(/\s+/)
    .filter(word => word.length > 4 && /\d/.test(word) && !text.toLowerCase().includes(word.toLowerCase()))

const sentWords = (sender: Parameters<typeof partsOf>[0]): readonly string[] => [
  ...sender.tools.map(({ name }) => name),
  ...partsOf(sender).flatMap(part =>
    part.kind === 'variable' ? (part.name.match(/[\p{L}\w]+/gu) ?? []).slice(-1) : [],
  ),
]

const numberWords = (value: number | null): readonly string[] => (value === null ? [] : [String(value)])
