import { posix } from 'node:path'
import type { ProjectReader, Reading, SourceFile } from '../../reader.ts'
import { firstDocument, parseYaml } from '../../yaml.ts'
import { capacityOf } from '../catalogue/catalogue.ts'
import type { Stack } from '../resource.ts'
import { previewStack, projectOf } from './preview.ts'
import { isProgram, programStack } from './program.ts'
import type { ProjectFile } from './program.ts'
import { namesProvider } from './types.ts'

/** https://www.pulumi.com/docs/iac/languages-sdks/yaml/ */
export const pulumi: ProjectReader = {
  id: 'pulumi',
  title: 'Pulumi YAML and previews',
  files: ['**/Pulumi*.{yaml,yml}', '**/*{pulumi,preview}*.json', '**/*pulumi*/**/*.json'],
  sniff: file => isProject(file) || isStack(file) || isPreview(file),
  read,
}

const isProject = ({ path, text }: SourceFile): boolean =>
  /(?:^|\/)Pulumi\.ya?ml$/.test(path) && /^runtime\s*:/m.test(text) && namesProvider(text)

const isStack = ({ path }: SourceFile): boolean => /(?:^|\/)Pulumi\.[^/]+\.ya?ml$/.test(path)

const isPreview = ({ text }: SourceFile): boolean =>
  text.includes('"steps"') && text.includes('"newState"') && text.includes('urn:pulumi:')

function read(files: ReadonlyMap<string, SourceFile>): Reading {
  const readings = [...files.values()].map(file => ({ file, yaml: parseYaml(file) }))
  const documents = readings.flatMap(({ file, yaml }) => {
    const document = firstDocument(yaml)
    return document === null ? [] : [{ path: file.path, document, isPreview: isPreview(file) }]
  })
  const previews = documents.filter(document => document.isPreview)
  // A preview says exactly what a program says with assumptions.
  const known = new Set(previews.map(({ document }) => projectOf(document)))
  const programs = documents.filter(
    ({ path, document }) =>
      /(?:^|\/)Pulumi\.ya?ml$/.test(path) && isProgram(document) && !known.has(document.get('name').text()),
  )
  const stacks = [
    ...previews.map(({ path, document }) => previewStack(path, document)),
    ...programs.flatMap(program => stacksOf(program, documents)),
  ]
  return { facts: stacks.flatMap(capacityOf), diagnostics: readings.flatMap(({ yaml }) => yaml.diagnostics) }
}

/** A program is paid for in each of its stacks. */
function stacksOf(program: ProjectFile, documents: readonly ProjectFile[]): readonly Stack[] {
  const folder = posix.dirname(program.path)
  const targets = documents.flatMap(file => {
    const [, name] = /^Pulumi\.(.+)\.ya?ml$/.exec(posix.basename(file.path)) ?? []
    return name === undefined || posix.dirname(file.path) !== folder ? [] : [{ name, file }]
  })
  if (targets.length === 0) return [programStack(program, null)]
  return targets.map(target => programStack(program, target))
}
