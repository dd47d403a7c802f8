import { posix } from 'node:path'
import type { ProjectReader, ProjectSetup, Reading, SourceFile } from '../../reader.ts'
import { firstDocument, parseYaml } from '../../yaml.ts'
import { capacityOf } from '../catalogue/catalogue.ts'
import type { Stack } from '../resource.ts'
import { deploymentsOf } from '../template/deployments.ts'
import { givenIn } from './parameters.ts'
import type { Given } from './parameters.ts'
import { stackOf } from './template.ts'
import type { Template } from './template.ts'
import { namesType } from './types.ts'

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/template-anatomy.html */
export const cloudformation: ProjectReader = {
  id: 'cloudformation',
  title: 'CloudFormation, SAM and CDK output',
  files: [
    '**/*.{yml,yaml,template}',
    '**/*{template,stack,cfn,cloudformation,config,param,endpoint,infra}*.json',
    '**/*{cfn,cloudformation,infra,stack,deploy,cdk,template}*/**/*.json',
  ],
  sniff: file => isTemplate(file) || isParameters(file),
  read,
}

const isTemplate = ({ text }: SourceFile): boolean =>
  /(?:^|[{,])\s*"?Resources"?\s*:/m.test(text) && namesType(text)

const isParameters = ({ path, text }: SourceFile): boolean =>
  path.endsWith('.json') && /"ParameterKey"\s*:|^\s*\{\s*"Parameters"\s*:/.test(text)

function read(files: ReadonlyMap<string, SourceFile>, setup: ProjectSetup): Reading {
  const readings = [...files.values()].map(file => ({ file, yaml: parseYaml(file) }))
  const documents = readings.flatMap(({ file: { path }, yaml }) => {
    const document = firstDocument(yaml)
    return document === null ? [] : [{ path, document }]
  })
  const templates = documents.filter(({ document }) => document.get('Resources').shape === 'map')
  const given = new Map(
    documents.flatMap(({ path, document }) => {
      const parameters = document.get('Resources').shape === 'map' ? null : givenIn(path, document)
      return parameters === null ? [] : [[path, parameters] as const]
    }),
  )
  const facts = templates.flatMap(template => stacksOf(template, given, setup)).flatMap(capacityOf)
  return { facts, diagnostics: readings.flatMap(({ yaml }) => yaml.diagnostics) }
}

type GivenFiles = ReadonlyMap<string, Given>

function stacksOf(template: Template, files: GivenFiles, setup: ProjectSetup): readonly Stack[] {
  const deployments = deploymentsOf(template.path, setup, besides(template, files))
  return deployments.map(({ environment, files: passed }) => {
    const given = new Map(passed.flatMap(path => [...(files.get(path) ?? [])]))
    return stackOf(template, given, environment)
  })
}

/**
 * The parameter file beside a template, when it is the only one that fits: CloudFormation refuses parameters
 * that a template does not declare. Which of several is deployed nobody can tell.
 */
function besides({ path, document }: Template, files: GivenFiles): readonly string[] {
  const declared = document.get('Parameters')
  const fitting = [...files].filter(
    ([other, given]) =>
      posix.dirname(other) === posix.dirname(path) &&
      [...given.keys()].every(key => declared.get(key).shape !== 'nothing'),
  )
  return fitting.length === 1 ? fitting.map(([other]) => other) : []
}
