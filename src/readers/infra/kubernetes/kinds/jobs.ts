import { countOf, times } from '../../count.ts'
import type { Count } from '../../count.ts'
import type { Setting } from '../../setting.ts'
import { askedIn, exactCount } from '../asked.ts'
import type { Kind } from '../kind.ts'
import type { Manifest } from '../manifest.ts'
import { factOf } from '../pods.ts'
import { podsOf } from './replicated.ts'

/** What runs and ends: training, batch inference. */
export const job: Kind = manifest => jobsOf(manifest, manifest.value.get('spec'), null)

export const cronJob: Kind = manifest =>
  jobsOf(manifest, manifest.value.get('spec', 'jobTemplate', 'spec'), null)

/** https://jobset.sigs.k8s.io/docs/concepts/ */
export const jobSet: Kind = manifest => {
  const groups = manifest.value.get('spec', 'replicatedJobs').items()
  return groups.flatMap(group => {
    const part = groups.length > 1 ? group.get('name').text() : null
    const times = countOf(group.get('replicas'), 'replicas', 1)
    return jobsOf(manifest, group.get('template', 'spec'), { part, times })
  })
}

/** https://www.kubeflow.org/docs/components/trainer/legacy-v1/user-guides/ */
export const kubeflowJob: Kind = manifest => {
  const found = manifest.value
    .get('spec')
    .entries()
    .find(({ key }) => key.endsWith('ReplicaSpecs'))
  return rolesOf(manifest, found?.value.entries() ?? [])
}

/** https://volcano.sh/en/docs/vcjob/ */
export const volcanoJob: Kind = manifest => {
  const tasks = manifest.value.get('spec', 'tasks').items()
  return rolesOf(
    manifest,
    tasks.map(value => ({ key: value.get('name').text() ?? 'task', value })),
  )
}

type Role = { readonly key: string; readonly value: Setting }

const rolesOf = (manifest: Manifest, roles: readonly Role[]) =>
  roles.flatMap(({ key, value }) => {
    const replicas = countOf(value.get('replicas'), 'replicas', 1)
    const part = roles.length > 1 ? key.toLowerCase() : null
    return podsOf(value.get('template'), replicas).flatMap(each =>
      factOf(manifest, { ...each, part, lifetime: 'job' }),
    )
  })

/** https://www.kubeflow.org/docs/components/trainer/ */
export const trainJob: Kind = manifest => {
  const trainer = manifest.value.get('spec', 'trainer')
  const asked = askedIn(trainer.get('resourcesPerNode'))
  if (asked === null) return []
  const labels = manifest.value.get('spec', 'labels')
  const replicas = countOf(trainer.get('numNodes'), 'numNodes', 1)
  const overrides = manifest.value.get('spec', 'podTemplateOverrides').items()
  const spec = overrides.at(0)?.get('spec') ?? trainer
  return factOf(manifest, { part: null, replicas, asked, spec, labels, lifetime: 'job' })
}

type Group = { readonly part: string | null; readonly times: Count }

function jobsOf(manifest: Manifest, spec: Setting, group: Group | null) {
  const parallel = countOf(spec.get('parallelism'), 'parallelism', 1)
  const replicas = times(parallel, group?.times ?? exactCount(1, spec))
  const pods = podsOf(spec.get('template'), replicas)
  return pods.flatMap(each => factOf(manifest, { ...each, part: group?.part ?? null, lifetime: 'job' }))
}
