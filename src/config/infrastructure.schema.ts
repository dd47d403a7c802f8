import { PATH, PATHS, TAGS, TEXT } from './value.schema.ts'

const FOLDER = {
  ...PATH,
  title: 'a folder of this repository such as infra/live, or the path of a template',
} as const

const VARIABLES = {
  title: 'variable files such as { root: infra/live, files: [infra/prod.tfvars], environment: production }',
  type: 'object',
  properties: {
    root: { ...FOLDER, description: 'The folder of a Terraform root (`.`: the top), or a template.' },
    files: { ...PATHS, description: 'What is passed with -var-file, in that order; a parameters file.' },
    environment: { ...TEXT, description: 'Where it runs. A root with several environments is paid in each.' },
  },
  required: ['root', 'files'],
  additionalProperties: false,
} as const

const MACHINE = {
  title: 'machines such as { labels: { pool: gpu }, provider: aws, sku: g5.xlarge }',
  type: 'object',
  properties: {
    labels: { ...TAGS, description: 'Labels that pods ask of a node, or that a node pool has.' },
    files: { ...PATHS, description: 'Files whose services run on this machine: a compose file.' },
    provider: { ...TEXT, description: 'Who is paid: aws, azure, gcp, or a name of .unitcost/prices.json.' },
    sku: { ...TEXT, description: 'What is bought: the type of the machine.' },
    region: { ...TEXT, description: 'Where. Default: the provider’s usual region, as an assumption.' },
    pricing: { title: 'on_demand or spot', enum: ['on_demand', 'spot'], description: 'How it is bought.' },
  },
  required: ['provider', 'sku'],
  additionalProperties: false,
} as const

export const INFRASTRUCTURE = {
  title: 'how infrastructure is put together',
  type: 'object',
  properties: {
    variables: {
      title: 'a list of variable files',
      type: 'array',
      maxItems: 100,
      items: VARIABLES,
      description: 'Variable files of Terraform roots and parameter files of templates, by environment.',
    },
    machines: {
      title: 'a list of machines',
      type: 'array',
      maxItems: 100,
      items: MACHINE,
      description: 'What machine stands behind labels or files that do not say so themselves.',
    },
  },
  additionalProperties: false,
} as const
