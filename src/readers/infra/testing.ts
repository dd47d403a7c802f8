import type { CapacityFact } from '../../model/fact.ts'
import { NO_SETUP } from '../reader.ts'
import type { ProjectReader } from '../reader.ts'

/** For tests. What a project of these files buys, a line or more a fact. */
export function bought(reader: ProjectReader, texts: Readonly<Record<string, string>>): readonly string[] {
  const files = Object.entries(texts)
    .map(([path, text]) => ({ path, text }))
    .filter(file => reader.sniff(file))
  const { facts, diagnostics } = reader.read(new Map(files.map(file => [file.path, file])), NO_SETUP)
  return [
    ...facts.flatMap(fact => (fact.kind === 'capacity' ? sketch(fact) : [])),
    ...diagnostics.map(({ path, line, message }) => `! ${path}:${line} ${message}`),
  ]
}

function sketch(fact: CapacityFact): readonly string[] {
  const { units, accelerator, engine, node } = fact
  const how = [
    ...(fact.sku === null ? [] : [fact.sku]),
    ...(accelerator === null ? [] : [`${accelerator.perUnit} ${accelerator.name ?? 'GPU'} a unit`]),
    ...(fact.pricing === 'spot' ? ['spot'] : []),
    ...(fact.lifetime === 'job' ? ['job'] : []),
    ...(fact.region === null ? [] : [fact.region]),
  ]
  const flags = Object.entries(engine ?? {}).filter(([, value]) => value !== null)
  return [
    `${fact.id} (line ${fact.at.line}): ${unitsText(units)} × ${fact.provider} ${how.join(', ')}`,
    ...(fact.model === null ? [] : [`  serves ${fact.model}`]),
    ...(flags.length === 0 ? [] : [`  engine ${flags.map(([, value]) => value).join(' ')}`]),
    ...(node === null ? [] : [`  ${node.role} ${JSON.stringify(node.labels)}`]),
    ...fact.assumed.map(assumption => `  assumed: ${assumption}`),
    ...(fact.unresolved === null ? [] : [`  unresolved: ${fact.unresolved}`]),
  ]
}

const unitsText = (units: CapacityFact['units']): string =>
  units === null ? '?' : [...new Set([units.low, units.expected, units.high])].map(rounded).join('/')

const rounded = (count: number) => String(Math.round(count * 1000) / 1000)
