import type { CapacityFact } from '../../../model/fact.ts'
import { NO_SETUP } from '../../reader.ts'
import type { ProjectReader, ProjectSetup } from '../../reader.ts'

/** For tests. What a project of these files buys, and what cannot be read, a line or more each. */
export function bought(
  reader: ProjectReader,
  texts: Readonly<Record<string, string>>,
  setup: ProjectSetup = NO_SETUP,
): readonly string[] {
  const files = Object.entries(texts)
    .map(([path, text]) => ({ path, text }))
    .filter(file => reader.sniff(file))
  const { facts, diagnostics } = reader.read(new Map(files.map(file => [file.path, file])), setup)
  return [
    ...facts.flatMap(fact => (fact.kind === 'capacity' ? sketch(fact) : [])),
    ...diagnostics.map(({ path, line, message }) => `! ${path}:${line} ${message}`),
  ]
}

function sketch(fact: CapacityFact): readonly string[] {
  const { low, expected, high } = fact.units ?? { low: '?', expected: '?', high: '?' }
  const units = low === high ? expected : `${low}…${expected}…${high}`
  const extra = [fact.region, fact.pricing === 'spot' ? 'spot' : null, fact.offer, fact.model]
  const kind = fact.resource === 'gpu-instance' ? '' : ` (${fact.resource})`
  const what = [`${units} × ${fact.sku ?? '?'}`, ...extra.filter(each => each !== null)].join(', ')
  const tags = Object.entries(fact.tags).map(([name, value]) => `${name}=${value}`)
  return [
    `${fact.id}:${fact.at.line}: ${what}${kind}`,
    ...(tags.length === 0 ? [] : [`  tags ${tags.join(', ')}`]),
    ...fact.assumed.map(assumption => `  assumed: ${assumption}`),
    ...(fact.unresolved === null ? [] : [`  unresolved: ${fact.unresolved}`]),
  ]
}
