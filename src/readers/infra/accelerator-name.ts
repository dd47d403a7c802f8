/** Label → value; names from the tree never reach the prototype. */
export const labelsOf = (
  pairs: readonly (readonly [string, string | null])[],
): Readonly<Record<string, string>> =>
  Object.fromEntries(pairs.flatMap(([key, value]) => (value === null ? [] : [[key, value] as const])))

/** The accelerator that labels of a node name, `L4`; null: they name none, though they may name the machine. */
export function acceleratorOf(labels: Readonly<Record<string, string>>): string | null {
  const value = LABELS.map(label => labels[label]).find(each => each !== undefined)
  return value === undefined ? null : acceleratorName(value)
}

const LABELS = [
  'cloud.google.com/gke-accelerator',
  'cloud.google.com/gke-tpu-accelerator',
  'nvidia.com/gpu.product',
  'karpenter.k8s.aws/instance-gpu-name',
  'gpu.nvidia.com/class',
  'amd.com/gpu.product-name',
]

/** `nvidia-tesla-t4`, `NVIDIA-H100-80GB-HBM3` and `nvidia-gpu-h100` are `T4`, `H100-80GB-HBM3` and `H100`. */
export const acceleratorName = (written: string): string =>
  written
    .trim()
    .slice(0, 200)
    .replace(/^(?:(?:nvidia|amd|google|gpu|tesla|instinct|geforce|quadro)[-_. ])+/i, '')
    .toUpperCase()

/** A resource profile of KubeAI: `nvidia-gpu-a100-80gb` → `A100-80GB`; of other names nothing is known. */
export const profileAccelerator = (profile: string): string | null =>
  /^(?:nvidia-gpu|amd-gpu|google-tpu)-./.test(profile)
    ? acceleratorName(profile.replace(/^google-/, ''))
    : null
