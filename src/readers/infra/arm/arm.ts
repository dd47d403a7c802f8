import { posix } from 'node:path'
import type { Diagnostic } from '../../../model/diagnostic.ts'
import type { ProjectReader, ProjectSetup, Reading, SourceFile } from '../../reader.ts'
import { firstDocument, parseYaml } from '../../yaml.ts'
import { capacityOf } from '../catalogue/catalogue.ts'
import type { Stack } from '../resource.ts'
import { deploymentsOf } from '../template/deployments.ts'
import { parseBicep } from './bicep.ts'
import { deploy } from './deploy.ts'
import { belongs, givenIn, givenInBicep } from './parameters.ts'
import type { Given } from './parameters.ts'
import { stackOf } from './resources.ts'
import { templateOf } from './template-json.ts'
import type { Template } from './template.ts'
import { namesType } from './types.ts'

/** https://learn.microsoft.com/azure/azure-resource-manager/templates/syntax */
export const arm: ProjectReader = {
  id: 'arm',
  title: 'Azure Resource Manager and Bicep',
  files: [
    '**/*.{bicep,bicepparam}',
    '**/*{main,azuredeploy,template,param,arm,infra}*.json',
    '**/*{infra,arm,bicep,deploy,template,azure}*/**/*.json',
  ],
  // A Bicep module may pass on what another one buys; JSON has everything inside.
  sniff: ({ path, text }) =>
    /\.bicep(?:param)?$/.test(path) || PARAMETERS.test(text) || (TEMPLATE.test(text) && namesType(text)),
  read,
}

const TEMPLATE = /"\$schema"\s*:\s*"[^"]*deploymentTemplate\.json/i
const PARAMETERS = /"\$schema"\s*:\s*"[^"]*deploymentParameters\.json/i

type Sources = {
  readonly templates: ReadonlyMap<string, Template>
  readonly given: ReadonlyMap<string, Given>
  readonly diagnostics: readonly Diagnostic[]
}

function read(files: ReadonlyMap<string, SourceFile>, setup: ProjectSetup): Reading {
  if (![...files.values()].some(({ text }) => namesType(text))) return { facts: [], diagnostics: [] }
  const sources = sourcesOf(files)
  const facts = rootsOf(sources.templates)
    .flatMap(template => stacksOf(template, sources, setup))
    .flatMap(capacityOf)
  return { facts, diagnostics: sources.diagnostics }
}

function sourcesOf(files: ReadonlyMap<string, SourceFile>): Sources {
  const templates = new Map<string, Template>()
  const given = new Map<string, Given>()
  const diagnostics: Diagnostic[] = []
  for (const file of files.values()) {
    const { path } = file
    if (/\.bicep(?:param)?$/.test(path)) {
      const bicep = parseBicep(file)
      if (path.endsWith('param')) given.set(path, givenInBicep(bicep))
      else templates.set(path, bicep)
      if (!files.has(builtOf(path))) diagnostics.push(...unread(file, bicep))
      continue
    }
    const json = parseYaml(file)
    const document = firstDocument(json)
    diagnostics.push(...json.diagnostics)
    const isParameters = /deploymentParameters/i.test(document?.get('$schema').text() ?? '')
    if (document !== null && isParameters) given.set(path, givenIn(path, document))
    else if (document !== null) templates.set(path, templateOf(path, document))
  }
  return { templates, given, diagnostics }
}

/** Where `bicep build` puts its result. */
const builtOf = (path: string): string => path.replace(/bicep$/, 'json')

/** Said only where something that costs may be lost. */
function unread({ path, text }: SourceFile, { problems }: Template): readonly Diagnostic[] {
  const [first] = problems
  if (first === undefined || !namesType(text)) return []
  return [
    {
      code: 'bicep-unread',
      severity: 'warning',
      message: `Not all of this Bicep file can be read: ${first.message}`,
      hint: `Run \`bicep build ${path}\` and commit the JSON beside it: that is read instead.`,
      path,
      line: first.line,
    },
  ]
}

/** Templates that are no module of another one. Of a Bicep file that is built as well, the JSON. */
function rootsOf(templates: ReadonlyMap<string, Template>): readonly Template[] {
  const modules = new Set(
    [...templates.values()].flatMap(({ path, resources }) =>
      resources.flatMap(({ module }) =>
        typeof module?.source === 'string' ? [posix.join(posix.dirname(path), module.source)] : [],
      ),
    ),
  )
  const isBuilt = (path: string) => path.endsWith('.bicep') && templates.has(builtOf(path))
  const isBuiltModule = (path: string) => modules.has(path.replace(/json$/, 'bicep'))
  return [...templates.values()].filter(
    ({ path }) => !modules.has(path) && !isBuilt(path) && !isBuiltModule(path),
  )
}

function stacksOf(template: Template, { templates, given }: Sources, setup: ProjectSetup): readonly Stack[] {
  const { path } = template
  const beside = [...given.keys()].filter(file => belongs(file, path))
  // Which of several is deployed nobody can tell.
  const conventional = beside.length === 1 ? beside : beside.filter(file => file.endsWith('.parameters.json'))
  const usual = conventional.length === 1 ? conventional : []
  return deploymentsOf(path, setup, usual).map(({ environment, files }) => {
    const passed = new Map(files.flatMap(file => [...(given.get(file) ?? [])]))
    return stackOf(deploy(template, passed, templates), { root: path, environment })
  })
}
