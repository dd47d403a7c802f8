import type { Diagnostic } from '../../model/diagnostic.ts'
import type { SourceFile } from '../reader.ts'
import { parseYaml } from '../yaml.ts'
import { settingOf } from './setting.ts'
import type { Setting } from './setting.ts'

type Document = { readonly path: string; readonly id: string; readonly setting: Setting }

/** Every document of YAML files that stand each for itself; `id` is the path, with a number from the second on. */
export function settingsOf(files: ReadonlyMap<string, SourceFile>): {
  readonly settings: readonly Document[]
  readonly diagnostics: readonly Diagnostic[]
} {
  const readings = [...files.values()].map(file => ({ file, yaml: parseYaml(file) }))
  return {
    settings: readings.flatMap(({ file: { path }, yaml }) =>
      yaml.documents.map((value, index) => ({
        path,
        id: index === 0 ? path : `${path}#${index + 1}`,
        setting: settingOf([{ path, value }]),
      })),
    ),
    diagnostics: readings.flatMap(({ yaml }) => yaml.diagnostics),
  }
}
