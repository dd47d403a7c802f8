type Labels = Readonly<Record<string, string>>

export const SKU_LABELS = ['node.kubernetes.io/instance-type', 'beta.kubernetes.io/instance-type'] as const

/** The type of machine that labels name: `p5.48xlarge`. */
export function skuOf(labels: Labels): string | null {
  const named = SKU_LABELS.map(label => labels[label]).find(each => each !== undefined)
  const [family, size] = [
    labels['karpenter.k8s.aws/instance-family'],
    labels['karpenter.k8s.aws/instance-size'],
  ]
  return named ?? (family === undefined || size === undefined ? null : `${family}.${size}`)
}

/** Who is paid, by the labels that only one provider's nodes have; else `kubernetes`. */
export function providerOf(labels: Labels): string {
  const keys = Object.keys(labels)
  const found = PROVIDERS.find(([, prefixes]) =>
    keys.some(key => prefixes.some(prefix => key.startsWith(prefix))),
  )
  const sku = skuOf(labels)
  return found?.[0] ?? (sku === null ? null : providerOfSku(sku)) ?? 'kubernetes'
}

const PROVIDERS = [
  ['gcp', ['cloud.google.com/']],
  ['aws', ['karpenter.k8s.aws/', 'eks.amazonaws.com/', 'alpha.eksctl.io/']],
  ['azure', ['kubernetes.azure.com/', 'karpenter.azure.com/']],
] as const

/** Types of machines are written differently by each provider; null: nobody's. */
export const providerOfSku = (sku: string): string | null =>
  SHAPES.find(([, shape]) => shape.test(sku))?.[0] ?? null

const SHAPES = [
  ['azure', /^standard_/i],
  ['aws', /^[a-z][a-z0-9-]*\.(?:\d*x?large|metal.*|medium|small|micro)$/],
  ['gcp', /^[a-z]\d[a-z]?-[a-z]+/],
] as const

/** A zone lies in its region: `us-central1-a`, `us-east-1a`, `eastus-1`. */
export function regionOf(labels: Labels): string | null {
  const zone = labels['topology.kubernetes.io/zone'] ?? labels['failure-domain.beta.kubernetes.io/zone']
  const region = labels['topology.kubernetes.io/region'] ?? labels['failure-domain.beta.kubernetes.io/region']
  return region ?? zone?.replace(/(?<=\d)-?[a-z]$|(?<=[a-z]\d?)-\d$/, '') ?? null
}

/** The label by which nodes are bought cheaper and may be taken away; null: none of them. */
export const spotLabel = (labels: Labels): string | null =>
  SPOT.find(([key, value]) => labels[key]?.toLowerCase() === value)?.[0] ?? null

const SPOT = [
  ['cloud.google.com/gke-spot', 'true'],
  ['cloud.google.com/gke-preemptible', 'true'],
  ['cloud.google.com/gke-provisioning', 'spot'],
  ['karpenter.sh/capacity-type', 'spot'],
  ['eks.amazonaws.com/capacityType', 'spot'],
  ['kubernetes.azure.com/scalesetpriority', 'spot'],
] as const
