import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { globOf } from '../../src/readers/glob.ts'
import { projects } from '../../src/readers/projects.ts'
import type { ProjectSetup, SourceFile } from '../../src/readers/reader.ts'
import { firstDocument, parseYaml } from '../../src/readers/yaml.ts'
import type { YamlValue } from '../../src/readers/yaml.ts'
import { valueOf } from '../../src/readers/yaml-value.ts'
import type { Seen } from './seen.ts'

/**
 * What the project readers say about a case of infrastructure: about its stored copies, else about the whole
 * repository in `repositories` (`OWNER+NAME`), of which the facts of the case's folder or file count.
 * Null: neither is there.
 */
export function seeProject(
  entry: YamlValue,
  { corpus, repositories }: { readonly corpus: string; readonly repositories: string | null },
): Seen | null {
  const path = entry.get('path').text() ?? ''
  const stored = entry
    .get('files')
    .items()
    .map(item => join(corpus, item.text() ?? ''))
    .filter(file => existsSync(file))
  if (stored.length > 0) return seenOf(storedFiles(stored, path), path)
  const checkout = join(repositories ?? '', (entry.get('repo').text() ?? '').replace('/', '+'))
  if (repositories === null || !existsSync(checkout)) return null
  const seen = seenOf(filesUnder(checkout), path)
  return { ...seen, facts: seen.facts.filter(fact => isOf(path, fact)) }
}

/** A root's facts begin with its folder; those of a single file lie in it. */
function isOf(path: string, { id, at }: Seen['facts'][number]): boolean {
  if (at.path === path || id.startsWith(`${path}/`)) return true
  return path === '.' && !/^[^.#]*\//.test(id)
}

/** Further files of a case lie beside the one that it names. */
const storedFiles = (files: readonly string[], path: string): readonly SourceFile[] =>
  files.map(file => ({
    path: basename(file) === basename(path) ? path : join(dirname(path), basename(file)),
    text: textOf(file),
  }))

const textOf = (file: string): string =>
  readFileSync(file, 'utf8')
    .replace(/^\uFEFF/, '')
    .replaceAll(/\r\n?/g, '\n')

const WANTED = projects.flatMap(({ files }) => files.map(globOf))

function filesUnder(root: string): readonly SourceFile[] {
  return readdirSync(root, { recursive: true, withFileTypes: true }).flatMap(file => {
    const full = join(file.parentPath, file.name)
    const path = full.slice(root.length + 1)
    const isRead = file.isFile() && WANTED.some(fits => fits(path)) && statSync(full).size < 1_048_576
    return isRead ? [{ path, text: textOf(full) }] : []
  })
}

function seenOf(files: readonly SourceFile[], path: string): Seen {
  const read = projects.map(({ read, sniff, files: globs }) => {
    const fits = globs.map(globOf)
    const own = files.filter(file => fits.some(fit => fit(file.path)) && sniff(file))
    return read(new Map(own.map(file => [file.path, file])), setupOf(files, path))
  })
  const named = files.find(file => file.path === path)
  const parsed = named === undefined ? null : firstDocument(parseYaml(named))
  return {
    document: parsed ?? valueOf(null, { lineAt: () => 1, resolve: () => null }),
    facts: read.flatMap(({ facts }) => facts),
    diagnostics: read.flatMap(({ diagnostics }) => diagnostics),
    text: files.map(({ text }) => text).join('\n'),
  }
}

/** A parameter file beside a template is passed with it. */
function setupOf(files: readonly SourceFile[], path: string): ProjectSetup {
  const beside = files
    .filter(file => file.path !== path && file.path.endsWith('.json'))
    .map(file => file.path)
  const isTemplate = files.length <= 3 && beside.length > 0
  return { variables: isTemplate ? [{ root: path, files: beside, environment: null }] : [] }
}
