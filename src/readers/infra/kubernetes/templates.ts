import type { Diagnostic } from '../../../model/diagnostic.ts'
import type { SourceFile } from '../../reader.ts'
import { namesAccelerator } from './recognize.ts'

/** Templates of Helm charts: not YAML before Helm renders them. Said once a chart, where they name accelerators. */
export function templatesIn(files: readonly SourceFile[]): {
  readonly paths: ReadonlySet<string>
  readonly diagnostics: readonly Diagnostic[]
} {
  const templates = files.filter(({ path, text }) => /(?:^|\/)templates\//.test(path) && text.includes('{{'))
  const charts = new Map<string, string>()
  for (const { path, text } of templates) {
    const chart = /^(?:.*\/)?(?=templates\/)/.exec(path)?.[0] ?? ''
    if (namesAccelerator(text) && !charts.has(chart)) charts.set(chart, path)
  }
  return {
    paths: new Set(templates.map(({ path }) => path)),
    diagnostics: [...charts].map(([chart, path]) => ({
      code: 'not-analyzed-template',
      severity: 'warning',
      message: `Not analyzed: the templates of the chart in ${chart.replace(/\/$/, '') || '.'} name accelerators.`,
      hint: 'Values of known charts are read; else commit the output of `helm template` to have it read.',
      path,
      line: null,
    })),
  }
}
