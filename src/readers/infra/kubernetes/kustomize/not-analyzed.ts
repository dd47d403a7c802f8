import type { Diagnostic } from '../../../../model/diagnostic.ts'
import type { Kustomization } from './kustomization.ts'

/** What an overlay does that is not read, in one sentence; a warning only where it may change what is taken. */
export function notAnalyzed({ at }: Kustomization, parts: ReadonlySet<Kustomization>): readonly Diagnostic[] {
  const all = [...parts]
  const stated = (keys: readonly string[]) =>
    keys.filter(key => all.some(({ value }) => value.get(key).shape !== 'nothing'))
  const weighty = [...all.flatMap(({ remote }) => remote), ...stated(WEIGHTY)]
  const names = [...new Set([...weighty, ...stated(LIGHT)])]
  if (names.length === 0) return []
  const shown = names.slice(0, 5).map(name => `\`${name.slice(0, 80)}\``)
  const more = names.length > 5 ? ` and ${names.length - 5} more` : ''
  return [
    {
      code: 'not-analyzed-kustomize',
      severity: weighty.length > 0 ? 'warning' : 'note',
      message: `Not analyzed in this overlay: ${shown.join(', ')}${more}.`,
      hint: 'What they add or change is missing here: commit the output of `kustomize build` to have it read.',
      path: at.path,
      line: at.line,
    },
  ]
}

const WEIGHTY = [
  'helmCharts',
  'helmChartInflationGenerator',
  'generators',
  'transformers',
  'replacements',
  'vars',
]

/** They make no pods. */
const LIGHT = ['configMapGenerator', 'secretGenerator']
