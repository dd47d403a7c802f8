import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { evalSkeleton, skeletonPath } from '../../config/eval-skeleton.ts'
import type { WorkloadResult } from '../../report/result.ts'

/** An eval suite that was written for a workload. */
export type Skeleton = { readonly workload: string; readonly path: string }

/** What to evaluate: a workload by the name that it has in unitcost.yml. */
export type Named = { readonly name: string; readonly found: WorkloadResult }

/** Writes a first suite for every workload that asks a model and has none. Nothing that exists is touched. */
export function writeSkeletons(
  root: string,
  workloads: readonly Named[],
  declared: ReadonlyMap<string, readonly string[]>,
): readonly Skeleton[] {
  return workloads.flatMap(({ name, found }) => {
    const path = skeletonPath(name)
    const models = modelsOf(found)
    if (models.length === 0 || (declared.get(name)?.length ?? 0) > 0 || existsSync(join(root, path)))
      return []
    const prompts = promptsOf(found).filter(prompt => existsSync(join(root, prompt)))
    const variables = variablesOf(prompts.map(prompt => readFileSync(join(root, prompt), 'utf8')))
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), evalSkeleton({ id: name, prompts, models, variables }))
    return [{ workload: name, path }]
  })
}

const inputsOf = ({ head }: WorkloadResult) =>
  (head?.components ?? []).filter(({ meter }) => meter === 'input' || meter === 'output')

const modelsOf = (found: WorkloadResult) =>
  [...new Set(inputsOf(found).map(({ target }) => target))].slice(0, 5)

/** Where the text that is sent stands; the place of a route or a call site is no prompt. */
const promptsOf = (found: WorkloadResult) =>
  [
    ...new Set(
      inputsOf(found).flatMap(({ meter, at }) => (meter === 'input' && at !== null ? [at.path] : [])),
    ),
  ].filter(path => /\.(?:txt|md|j2|prompty|hbs|mustache)$/.test(path))

/** `{{ question }}`, `{{profile.name}}` */
const variablesOf = (texts: readonly string[]) =>
  [
    ...new Set(
      texts.flatMap(text =>
        [...text.slice(0, 200_000).matchAll(/\{\{\s*([A-Za-z_]\w{0,40})/g)].map(([, name = '']) => name),
      ),
    ),
  ].slice(0, 10)
