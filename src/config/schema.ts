import { INFRASTRUCTURE } from './infrastructure.schema.ts'
import { MAPPINGS } from './mapping.schema.ts'
import { APPROVERS, BUDGETS, RULES, WAIVERS } from './policy.schema.ts'
import { ENFORCE, MODEL, SIZE, TEXT } from './value.schema.ts'
import { WORKLOADS } from './workload.schema.ts'

const DEFAULTS = {
  title: 'defaults of calls',
  type: 'object',
  properties: {
    model: { ...MODEL, description: 'For calls that name no model and whose prompt file names none.' },
    output_tokens: { ...SIZE, description: 'For calls without declared or measured output tokens.' },
  },
  additionalProperties: false,
} as const

const ASSUMPTIONS = {
  title: 'assumed sizes',
  type: 'object',
  properties: {
    variable_tokens: { ...SIZE, description: 'A prompt variable. Built in: 100 (0 … 1,000).' },
    tool_tokens: { ...SIZE, description: 'A tool schema that is not visible. Built in: 150 (50 … 500).' },
    output_tokens: {
      ...SIZE,
      description: 'An answer. Built in: 300 (20 … its configured maximum or 1,000).',
    },
    input_tokens: { ...SIZE, description: 'The input of a route without a prompt. Built in: 1,000.' },
    image_tokens: { ...SIZE, description: 'An image in a prompt. Built in: 765 (85 … 1,105).' },
    audio_tokens: { ...SIZE, description: 'A recording in a prompt. Built in: 600 (100 … 6,000).' },
    file_tokens: { ...SIZE, description: 'An attached file. Built in: 2,500 (250 … 25,000).' },
    repetitions: {
      ...SIZE,
      description: 'How often the body of a loop in a template is sent. Built in: 1 (0 … 10).',
    },
  },
  additionalProperties: false,
} as const

const TIERS = {
  title: 'model globs by tier',
  type: 'object',
  additionalProperties: {
    title: 'a list of models such as [openai/gpt-5*]',
    type: 'array',
    items: { title: 'a model, where * stands for anything', type: 'string', minLength: 1, maxLength: 200 },
  },
} as const

const PACKS = {
  title: 'a list of rule packs such as [recommended]',
  type: 'array',
  items: { ...TEXT, title: 'the name of a built-in rule pack, or a path such as ./policy/costs.yml' },
} as const

/** unitcost.yml, JSON Schema draft 2020-12. Strict: what it does not name is an error. */
export const CONFIG_SCHEMA = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'unitcost.schema.json',
  title: 'unitcost.yml',
  description: 'What this repository’s AI workloads are, and what they may cost.',
  type: 'object',
  properties: {
    version: { title: '1', const: 1, description: 'The version of this format.' },
    extends: {
      ...PACKS,
      description: 'Rule packs: built in, or files of this repository. Default: [recommended].',
      examples: [['recommended']],
    },
    discover: {
      title: 'true or false',
      type: 'boolean',
      description: 'Also report prompts, routes and resources that no workload below uses. Default: true.',
    },
    enforce: { ...ENFORCE, description: 'What broken budgets and rules do. Default: block.' },
    defaults: { ...DEFAULTS, description: 'What calls below use when they do not say.' },
    assumptions: { ...ASSUMPTIONS, description: 'Sizes that are filled in, and marked as assumed.' },
    tiers: {
      ...TIERS,
      description: 'Model tiers that rules can refer to. They replace the built-in tier of a model.',
      examples: [{ frontier: ['openai/gpt-5*'] }],
    },
    mappings: {
      ...MAPPINGS,
      description: 'How to read configurations of your own format: what in them is a call, or a route.',
    },
    infrastructure: {
      ...INFRASTRUCTURE,
      description: 'Variable files of infrastructure code, and machines that it does not name.',
    },
    workloads: {
      ...WORKLOADS,
      description: 'What serves requests and has an owner, each with a name of yours.',
    },
    budgets: { ...BUDGETS, description: 'Limits that a pull request must keep.' },
    rules: { ...RULES, description: 'The level of each rule, and options; `own` holds rules of your own.' },
    waivers: { ...WAIVERS, description: 'Dated, approved and capped exceptions.' },
    approvers: {
      ...APPROVERS,
      description:
        'Who may grant an exception on a pull request of somebody else: logins, or everybody with the role. Default: nobody.',
      examples: [['@ana', 'maintainers']],
    },
  },
  required: ['version'],
  additionalProperties: false,
} as const
