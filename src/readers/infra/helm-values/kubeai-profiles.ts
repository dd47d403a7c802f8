import { acceleratorOf, labelsOf, profileAccelerator } from '../accelerator-name.ts'
import { countOf } from '../count.ts'
import type { Count } from '../count.ts'
import type { Setting } from '../setting.ts'
import { ACCELERATOR } from '../pod-spec.ts'
import { acceleratorsIn } from './pods.ts'

/** What one unit of a profile is: the table behind `resourceProfile: nvidia-gpu-l4:2` of a KubeAI model. */
export type Profile = {
  /** Accelerators in one unit; null: this file does not tell, a file below it may. */
  readonly each: Count | null
  readonly labels: Readonly<Record<string, string>>
  readonly accelerator: string | null
}

/** https://www.kubeai.org/reference/kubernetes-api/#modelspec `resourceProfiles` of the KubeAI chart. */
export const profilesOf = (values: Setting): ReadonlyMap<string, Profile> =>
  new Map(
    values
      .get('resourceProfiles')
      .entries()
      .map(({ key, value }) => [key, profileOf(key, value)]),
  )

function profileOf(name: string, value: Setting): Profile {
  const selector = value.get('nodeSelector').entries()
  const labels = labelsOf(selector.map(entry => [entry.key, entry.value.text()] as const))
  return {
    each: acceleratorsIn(value) ?? (statesNone(value) ? countOf(value, name, 0) : null),
    labels,
    accelerator: acceleratorOf(labels) ?? profileAccelerator(name),
  }
}

/** Requests without an accelerator: a profile of processors. */
const statesNone = (value: Setting): boolean => {
  const asked = ['requests', 'limits'].flatMap(kind => value.get(kind).entries())
  return asked.length > 0 && !asked.some(({ key }) => ACCELERATOR.test(key))
}
