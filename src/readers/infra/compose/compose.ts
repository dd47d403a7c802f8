import { posix } from 'node:path'
import type { Diagnostic } from '../../../model/diagnostic.ts'
import type { CapacityFact } from '../../../model/fact.ts'
import type { ProjectReader, Reading, SourceFile } from '../../reader.ts'
import { firstDocument, parseYaml } from '../../yaml.ts'
import { settingOf } from '../setting.ts'
import type { Layer } from '../setting.ts'
import { dotenvOf } from './interpolate.ts'
import { serviceFacts } from './service.ts'

/** https://docs.docker.com/reference/compose-file/ */
export const compose: ProjectReader = {
  id: 'compose',
  title: 'Docker Compose',
  files: ['**/*.{yml,yaml}', '**/*.env'],
  sniff: ({ path, text }) => path.endsWith('.env') || /^services[ \t]*:/m.test(text),
  read,
}

function read(files: ReadonlyMap<string, SourceFile>): Reading {
  const diagnostics: Diagnostic[] = []
  const documents = new Map<string, Layer>()
  for (const file of files.values()) {
    if (file.path.endsWith('.env')) continue
    const yaml = parseYaml(file)
    diagnostics.push(...yaml.diagnostics)
    const value = firstDocument(yaml)
    if (value?.get('services').shape === 'map') documents.set(file.path, { path: file.path, value })
  }
  const facts = [...documents.values()].flatMap(file => factsOf(file, documents, files))
  return { facts, diagnostics }
}

/** What `docker compose up` (or `-f` with this file) starts, with the machine as the file leaves it. */
function factsOf(
  file: Layer,
  documents: ReadonlyMap<string, Layer>,
  files: ReadonlyMap<string, SourceFile>,
): readonly CapacityFact[] {
  const folder = file.path.slice(0, file.path.lastIndexOf('/') + 1)
  const name = file.path.slice(folder.length)
  const beside = (names: readonly string[]) => names.flatMap(other => documents.get(folder + other) ?? [])
  // An override belongs to the default file, which Docker starts it with.
  if (OVERRIDES.includes(name) && beside(DEFAULTS).length > 0) return []
  const isDefault = DEFAULTS.includes(name)
  const above = isDefault ? beside(OVERRIDES) : []
  const below = isDefault ? [] : beside(DEFAULTS).slice(0, 1)
  const [top = file, ...more] = [...above, file, ...below]
  const variablesIn = (name: string) => dotenvOf(files.get(posix.join(folder, name))?.text ?? '')
  const own = new Set(
    [...above, file].flatMap(layer =>
      layer.value
        .get('services')
        .entries()
        .map(({ key }) => key),
    ),
  )
  return serviceFacts(settingOf([top, ...more]), {
    path: file.path,
    dotenv: variablesIn('.env'),
    own,
    variablesIn,
  })
}

const DEFAULTS = ['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml']
const OVERRIDES = DEFAULTS.map(name => name.replace('.', '.override.'))
