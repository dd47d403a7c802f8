import type { ProjectReader, Reading, SourceFile } from '../../reader.ts'
import { NOTHING } from '../../reader.ts'
import { isRelevant, joins, matters } from './recognize.ts'
import { factsOf } from './facts.ts'
import { isKustomization } from './kustomize/kustomization.ts'
import { overlaysOf } from './kustomize/overlays.ts'
import { manifestsIn } from './manifest.ts'
import { openFiles } from './open-files.ts'
import { templatesIn } from './templates.ts'

/** https://kubernetes.io/docs/concepts/overview/working-with-objects/ */
export const kubernetes: ProjectReader = {
  id: 'kubernetes',
  title: 'Kubernetes manifests',
  files: [
    '**/*.{yml,yaml}',
    // JSON is mostly something else, and large.
    '**/*{k8s,kube,manifest,deploy,serving,pod,job}*.json',
    '**/*{k8s,kube,manifest,deploy,serving,cluster}*/**/*.json',
  ],
  sniff: isRelevant,
  read,
}

function read(files: ReadonlyMap<string, SourceFile>): Reading {
  const all = [...files.values()]
  // What belongs here only because of what it was at base is broken, or something else now.
  const doubtful = all.filter(file => !isRelevant(file))
  const telling = new Set(all.filter(matters).map(({ path }) => path))
  if (telling.size === 0 && doubtful.length === 0) return NOTHING
  const templates = templatesIn(all)
  const opened = openFiles(files, templates.paths)
  const overlays = overlaysOf({
    paths: [...files.keys()].filter(isKustomization),
    has: path => files.has(path),
    documents: opened.documents,
    matters: path => telling.has(path),
  })
  const wanted = all.filter(file => telling.has(file.path) || joins(file) || doubtful.includes(file))
  const plain = wanted
    .filter(({ path }) => !overlays.used.has(path) && !isKustomization(path))
    .flatMap(({ path }) => opened.documents(path).flatMap(manifestsIn))
  const read = factsOf({ manifests: plain, diagnostics: [] }, overlays.groups)
  return {
    facts: read.facts,
    diagnostics: [
      ...opened.diagnostics(),
      ...templates.diagnostics,
      ...overlays.diagnostics,
      ...read.diagnostics,
    ],
  }
}
