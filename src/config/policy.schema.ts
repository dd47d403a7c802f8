import { QUALITY } from './quality.schema.ts'
import { SERVING_LIMITS } from './serving-limits.schema.ts'
import { DATE, ENFORCE, GLOBS, NAME, PERCENT, SHARE, TAGS, TEXT, USD } from './value.schema.ts'

const INCREASE = {
  title: 'an increase limit such as { percent: 10 }',
  type: 'object',
  properties: {
    percent: {
      ...PERCENT,
      description: 'Per request, against the base of the pull request.',
      examples: [10],
    },
    usd_per_request: { ...USD, description: 'USD per request more than at base.' },
    usd_per_month: { ...USD, description: 'USD per month more than at base.', examples: [500] },
    usd_per_outcome: { ...USD, description: 'USD per outcome of a workload more than at base.' },
    ignore_below: {
      title: 'a threshold such as { percent: 1 }',
      type: 'object',
      properties: {
        percent: { ...PERCENT, description: 'Smaller increases than this do not count.' },
        usd_per_request: { ...USD, description: 'Smaller increases than this do not count.' },
        usd_per_month: { ...USD, description: 'Smaller increases than this do not count.' },
      },
      additionalProperties: false,
      description: 'Increases that are too small to talk about.',
    },
  },
  additionalProperties: false,
} as const

const BUDGET = {
  title: 'a budget',
  type: 'object',
  properties: {
    id: {
      ...NAME,
      description: 'Unique name: reports and waivers refer to it.',
      examples: ['support-monthly'],
    },
    workloads: { ...GLOBS, description: 'Workloads it covers: ids, or globs with *. Default: all.' },
    environment: { ...TEXT, description: 'Covers only workloads of this environment.' },
    owner: { ...TEXT, description: 'Covers only workloads of this owner.' },
    tags: { ...TAGS, description: 'Covers only workloads that carry all of these tags.' },
    ...SERVING_LIMITS,
    usd_per_request: { ...USD, description: 'Most USD per request, for each workload it covers.' },
    usd_per_solved_task: { ...USD, description: 'Most USD per request that passes its evals.' },
    usd_per_outcome: { ...USD, description: 'Most USD per outcome, as `outcome` of a workload names it.' },
    usd_per_month: { ...USD, description: 'Most USD per month, for all workloads it covers together.' },
    increase: {
      ...INCREASE,
      description: 'Largest increase in one pull request. Broken when any limit is passed.',
    },
    warn_at: { ...SHARE, description: 'Share of a limit from which a warning is shown.', examples: ['80%'] },
    quality: { ...QUALITY, description: 'What evals must still show when cost goes down.' },
    band: {
      title: 'expected or high',
      enum: ['expected', 'high'],
      description: 'Which end of a range is compared: expected (default), or high to be strict.',
    },
    enforce: { ...ENFORCE, description: 'What a broken limit does: observe, warn or block.' },
  },
  required: ['id'],
  additionalProperties: false,
} as const

export const BUDGETS = { title: 'a list of budgets', type: 'array', maxItems: 500, items: BUDGET } as const

const SCOPE = {
  title: 'a scope such as { environments: [production] }',
  type: 'object',
  properties: {
    workloads: { ...GLOBS, description: 'Ids, or globs with *.' },
    environments: { ...GLOBS, description: 'Environments, or globs with *.', examples: [['production']] },
    owners: { ...GLOBS, description: 'Owners, or globs with *.', examples: [['@acme/support']] },
    tags: { ...TAGS, description: 'Tags that a workload must carry, all of them.' },
  },
  minProperties: 1,
  additionalProperties: false,
} as const

export const RULE_LEVEL = {
  title: 'error, warning, note or off',
  enum: ['error', 'warning', 'note', 'off'],
} as const

export const RULE_SETTING = {
  title: 'error, warning, note or off, or { level: warning, … }',
  anyOf: [
    RULE_LEVEL,
    {
      title: 'a rule setting',
      type: 'object',
      properties: {
        level: { ...RULE_LEVEL, description: 'How serious it is; left out, the rule’s own level.' },
        enforce: { ...ENFORCE, description: 'What a finding of level error does: observe, warn or block.' },
        only: { ...SCOPE, description: 'The workloads that the rule looks at. Default: all.' },
      },
      additionalProperties: true,
    },
  ],
} as const

const OWN_RULE = {
  title: 'a rule of your own',
  type: 'object',
  properties: {
    id: { ...NAME, description: 'Unique name of the rule.', examples: ['no-frontier-in-dev'] },
    when: {
      title: 'a CEL expression',
      type: 'string',
      minLength: 1,
      maxLength: 2000,
      description: 'CEL expression over workload, call and target. True is a finding.',
      examples: ['workload.environment == "development" && target.tier == "frontier"'],
    },
    level: { ...RULE_LEVEL, description: 'error blocks; warning and note only tell.' },
    message: { ...TEXT, description: 'What the author of the pull request reads.' },
    enforce: { ...ENFORCE, description: 'What a finding of level error does: observe, warn or block.' },
  },
  required: ['id', 'when', 'level', 'message'],
  additionalProperties: false,
} as const

export const RULES = {
  title: 'rules by id',
  type: 'object',
  properties: {
    own: {
      title: 'a list of rules',
      type: 'array',
      maxItems: 500,
      items: OWN_RULE,
      description: 'Rules of this repository.',
    },
  },
  maxProperties: 500,
  additionalProperties: RULE_SETTING,
} as const

const WAIVER = {
  title: 'a waiver',
  type: 'object',
  properties: {
    rule: { ...TEXT, description: 'Id of the rule that it excuses. Give this or `budget`.' },
    budget: { ...TEXT, description: 'Id of the budget that it excuses. Give this or `rule`.' },
    workloads: { ...GLOBS, description: 'Workloads it holds for: ids, or globs with *. Default: all.' },
    by: { ...TEXT, description: 'Who approved it.', examples: ['@acme/finops'] },
    until: { ...DATE, description: 'The last day on which it holds.' },
    because: { ...TEXT, description: 'Why. Everybody who reads the report sees it.' },
    up_to: {
      title: 'a cap such as { usd_per_month: 30000 }',
      type: 'object',
      properties: {
        usd_per_request: { ...USD, description: 'It holds up to this cost per request.' },
        usd_per_solved_task: { ...USD, description: 'It holds up to this cost per solved task.' },
        usd_per_month: { ...USD, description: 'It holds up to this cost per month.' },
      },
      minProperties: 1,
      additionalProperties: false,
      description: 'The cost up to which it holds. Required for a budget.',
    },
  },
  required: ['by', 'until', 'because'],
  additionalProperties: false,
} as const

export const WAIVERS = { title: 'a list of waivers', type: 'array', maxItems: 500, items: WAIVER } as const

export const APPROVERS = {
  title: 'a list of who may waive such as ["@ana", "maintainers"]',
  type: 'array',
  maxItems: 100,
  items: {
    title: 'a login such as @ana, or maintainers, or admins',
    type: 'string',
    maxLength: 100,
    pattern: '^(@[A-Za-z0-9](-?[A-Za-z0-9])*|maintainers|admins)$',
  },
} as const
