import type { Fact, RouteFact } from '../../model/fact.ts'
import type { Reader, Reading, SourceFile } from '../reader.ts'
import { functionRoutes } from './tensorzero-function.ts'
import { cacheOf } from './tensorzero-cache.ts'
import { policyTarget, rateLimits } from './tensorzero-limits.ts'
import { modelRoutes } from './tensorzero-model.ts'
import { parseToml } from './toml.ts'

/** https://www.tensorzero.com/docs/gateway/configuration-reference */
export const tensorzero: Reader = {
  id: 'tensorzero',
  title: 'TensorZero gateway',
  files: [
    '**/*tensorzero*.toml',
    '**/*tensorzero*/**/*.toml',
    '**/config/**/*.toml',
    '**/*gateway*/**/*.toml',
  ],
  sniff: ({ text }) =>
    /^[ \t]*\[\[?(?:functions\.[^\n]*\bvariants\b|models\.[^\n]*\bproviders\b|rate_limiting\.rules)/m.test(
      text,
    ),
  read,
}

function read(file: SourceFile): Reading {
  const toml = parseToml(file)
  if (toml.kind === 'broken') return { facts: [], diagnostics: toml.diagnostics }
  const functions = toml.root.get('functions').entries()
  const names = new Set(functions.map(({ key }) => key))
  const models = modelRoutes(file.path, toml.root.get('models'), names)
  const defined = new Map(models.named.map(({ name, id }) => [name, id]))
  const read = functions.map(({ key, value }) => functionRoutes(key, value, { path: file.path, defined }))
  const routes: readonly RouteFact[] = [...read.flatMap(({ facts }) => facts), ...models.facts]
  const around = { cache: cacheOf(toml.root, file.path), policyTargets: [policyTarget(file.path)] }
  const facts: readonly Fact[] = [
    ...routes.map(route => ({ ...route, ...around })),
    ...rateLimits(toml.root, file.path),
  ]
  return { facts, diagnostics: read.flatMap(({ diagnostics }) => diagnostics) }
}
