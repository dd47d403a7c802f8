import type { Diagnostic } from '../../../model/diagnostic.ts'
import type { CapacityFact } from '../../../model/fact.ts'
import type { ProjectReader, Reading, SourceFile } from '../../reader.ts'
import { parseYaml } from '../../yaml.ts'
import type { YamlValue } from '../../yaml.ts'
import { settingOf } from '../setting.ts'
import type { Layer, Setting } from '../setting.ts'
import { charts } from './charts/index.ts'
import { factOf } from './pods.ts'
import type { Release } from './pods.ts'

/** https://helm.sh/docs/chart_template_guide/values_files/ */
export const helmValues: ProjectReader = {
  id: 'helm-values',
  title: 'Helm values of known charts',
  files: ['**/*.{yml,yaml}'],
  sniff: ({ path, text }) =>
    isChart(path) ||
    /values[^/]*$/.test(path) ||
    RELEASE.test(text) ||
    charts.some(({ sniff }) => sniff.every(part => part.test(text))),
  read,
}

const RELEASE = /^kind[ \t]*:[ \t]*["']?(?:HelmRelease|Application)\b/m

const isChart = (path: string): boolean => /(?:^|\/)Chart\.ya?ml$/.test(path)

function read(files: ReadonlyMap<string, SourceFile>): Reading {
  const diagnostics: Diagnostic[] = []
  const facts: CapacityFact[] = []
  const folders = new Set([...files.keys()].filter(isChart).map(folderOf))
  const found: Layer[] = []
  for (const file of files.values()) {
    // Templates are not YAML before Helm renders them.
    if (isChart(file.path) || /(?:^|\/)templates\//.test(file.path)) continue
    const yaml = parseYaml(file)
    diagnostics.push(...yaml.diagnostics)
    for (const document of yaml.documents) {
      const isManifest = document.get('kind').text() !== null && document.get('apiVersion').text() !== null
      if (isManifest) facts.push(...releasesIn({ path: file.path, value: document }))
      else found.push({ path: file.path, value: document })
    }
  }
  facts.push(...found.flatMap(layer => factsOfFile(layer, found, folders)))
  return { facts, diagnostics }
}

/** `values.yaml` beside `Chart.yaml` lies under every other values file of that folder. */
function factsOfFile(
  layer: Layer,
  all: readonly Layer[],
  folders: ReadonlySet<string>,
): readonly CapacityFact[] {
  const folder = folderOf(layer.path)
  const release = { id: layer.path, assumed: [] }
  if (!folders.has(folder)) return factsOf(settingOf([layer]), release)
  const others = all.filter(other => folderOf(other.path) === folder && other.path !== layer.path)
  if (!isDefault(layer.path))
    return factsOf(settingOf([layer, ...others.filter(({ path }) => isDefault(path))]), release)
  if (others.length > 0) return []
  const assumed = [`the default values of the chart in ${folder || '.'}: an installation may override them`]
  return factsOf(settingOf([layer]), { ...release, assumed })
}

const isDefault = (path: string): boolean => /(?:^|\/)values\.ya?ml$/.test(path)

const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))

/** Values inside a Flux HelmRelease or an Argo CD Application. */
function releasesIn(manifest: Layer): readonly CapacityFact[] {
  const { value } = manifest
  const kind = value.get('kind').text()
  const spec = value.get('spec')
  const sources = [spec.get('source'), ...spec.get('sources').items()].map(source => source.get('helm'))
  const held: readonly YamlValue[] =
    kind === 'HelmRelease'
      ? [spec.get('values')]
      : kind === 'Application'
        ? sources.map(helm => helm.get('valuesObject'))
        : []
  const [name, namespace] = ['name', 'namespace'].map(key => value.get('metadata').get(key).text())
  const id = `${kind}/${namespace ?? 'default'}/${name ?? ''}`
  return held.flatMap(values =>
    factsOf(settingOf([{ path: manifest.path, value: values }]), { id, assumed: [] }),
  )
}

/** A chart may be a part of the chart that is installed: then its values stand under its name. */
function factsOf(values: Setting, release: Release): readonly CapacityFact[] {
  const parts = values
    .entries()
    .filter(({ value }) => value.shape === 'map' && value.get('enabled').boolean() !== false)
  return [
    ...charts.flatMap(chart => chart.pods(values, values)).flatMap(pods => factOf(pods, release)),
    ...parts.flatMap(({ key, value }) =>
      charts
        .flatMap(chart => chart.pods(value, values))
        .flatMap(pods => factOf({ ...pods, name: `${key}.${pods.name}` }, release)),
    ),
  ]
}
