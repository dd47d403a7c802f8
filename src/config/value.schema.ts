/**
 * The values that keys of unitcost.yml take. `title` completes the sentence "`key` must be …": errors and
 * editors both show it. Unions are type lists, not `anyOf`, so that a mistake gives one error.
 */
export const SHARE = {
  title: 'a share such as 0.8 or 80%',
  type: ['number', 'string'],
  minimum: 0,
  maximum: 1,
  maxLength: 20,
  pattern: '^(100(\\.0+)?|\\d{1,2}(\\.\\d+)?) ?%$',
} as const

export const POINTS = {
  title: 'percentage points such as 5pp or 0.05',
  type: ['number', 'string'],
  minimum: 0,
  maximum: 1,
  maxLength: 20,
  pattern: '^(100(\\.0+)?|\\d{1,2}(\\.\\d+)?) ?(pp|%)$',
} as const

export const PERCENT = {
  title: 'a percentage such as 10 or 10%',
  type: ['number', 'string'],
  minimum: 0,
  maximum: 1_000_000,
  maxLength: 20,
  pattern: '^\\d{1,6}(\\.\\d+)? ?%$',
} as const

export const TRAFFIC = {
  title: 'requests per time such as 1.2M/month, 40k/day, 500/hour or 3/second (a bare number is per month)',
  type: ['number', 'string'],
  minimum: 0,
  maximum: 1e15,
  maxLength: 30,
  pattern: '^(\\d{1,3}(,\\d{3})+|\\d{1,12})(\\.\\d+)? ?[kKMB]? ?/ ?(second|minute|hour|day|month)$',
} as const

export const SIZE = {
  title: 'a number such as 300, or a range such as { expected: 240, high: 700 }',
  type: ['number', 'object'],
  minimum: 0,
  maximum: 1e9,
  properties: {
    low: { title: 'a number', type: 'number', minimum: 0, maximum: 1e9, description: 'The smallest likely.' },
    expected: { title: 'a number', type: 'number', minimum: 0, maximum: 1e9, description: 'The average.' },
    high: {
      title: 'a number',
      type: 'number',
      minimum: 0,
      maximum: 1e9,
      description: 'The largest possible.',
    },
  },
  required: ['expected', 'high'],
  additionalProperties: false,
} as const

export const NUMBER = { title: 'a number of at least 0', type: 'number', minimum: 0, maximum: 1e9 } as const

export const COUNT = {
  title: 'a whole number of at least 0',
  type: 'integer',
  minimum: 0,
  maximum: 1e9,
} as const

export const USD = {
  title: 'an amount in USD such as 25000',
  type: 'number',
  minimum: 0,
  maximum: 1e12,
} as const

export const TEXT = { title: 'text', type: 'string', minLength: 1, maxLength: 500 } as const

export const DATE = {
  title: 'a date such as 2027-01-15',
  type: 'string',
  pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
} as const

export const PATH = {
  title: 'a path in this repository such as prompts/answer.j2',
  type: 'string',
  minLength: 1,
  maxLength: 500,
  pattern: '^(?!/)(?!(.*/)?\\.\\.(/|$))[^\\n]+$',
} as const

export const PATHS = {
  title: 'a path in this repository, or a list of paths',
  type: ['string', 'array'],
  minLength: 1,
  maxLength: 500,
  maxItems: 500,
  items: PATH,
} as const

export const MODEL = {
  title: 'a model such as openai/gpt-5-mini, or a route such as route:gateway/litellm.yaml#smart',
  type: 'string',
  minLength: 1,
  maxLength: 500,
  pattern: '^(?!route:)[^\\s]+$|^route:(?!/)(?!(.*/)?\\.\\.(/|$))[^#\\s][^#]*(#[^#]+)?$',
} as const

export const NAME = {
  title: 'a name of letters, digits, `.`, `_`, `-` and `/`',
  type: 'string',
  maxLength: 100,
  pattern: '^[A-Za-z0-9][A-Za-z0-9._/-]*$',
} as const

export const TAGS = {
  title: 'tags such as { finops.team: support }',
  type: 'object',
  additionalProperties: { title: 'text', type: 'string', maxLength: 200 },
} as const

export const GLOBS = {
  title: 'a list of ids such as [support-chat, batch-*]',
  type: 'array',
  maxItems: 50,
  items: { title: 'an id, where * stands for anything', type: 'string', minLength: 1, maxLength: 200 },
} as const

export const ENFORCE_LEVEL = { title: 'observe, warn or block', enum: ['observe', 'warn', 'block'] } as const

export const ENFORCE = {
  title: 'observe, warn or block, or { level: block, from: 2027-01-15 }',
  anyOf: [
    ENFORCE_LEVEL,
    {
      title: 'a dated level',
      type: 'object',
      properties: {
        level: { ...ENFORCE_LEVEL, description: 'What holds from the date on.' },
        from: { ...DATE, description: 'The first day. Before it, findings are shown and do not block.' },
      },
      required: ['level', 'from'],
      additionalProperties: false,
    },
  ],
} as const
