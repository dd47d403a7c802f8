const STEP = String.raw`(\.[^.\[\]{}*'"\s]+|\.\*|\.\{[A-Za-z_]\w*\}|\[\*\]|\[\d+\]|\['[^']*'\])`

const NAME = String.raw`(?!\.\.(/|$))(?=[^/])[^*/\n[\]{}]*(\*[^*/\n[\]{}]*){0,2}`

/** Few stars in a name, and no other wildcards: a pattern from the tree must never be slow. */
const FILE = {
  title: 'a path in this repository such as config/llm.yml, where * is any name and ** any folders',
  type: 'string',
  maxLength: 500,
  pattern: `^(?!/)(${NAME}/)*${NAME}$`,
} as const

const FILES = { ...FILE, type: ['string', 'array'], minItems: 1, maxItems: 50, items: FILE } as const

const AT = {
  title: 'a path such as $.tasks.{task} or $.models[*]',
  type: 'string',
  maxLength: 500,
  pattern: `^\\$${STEP}*$`,
} as const

/** A path, or `=` and a text. */
export const SOURCE_PATTERN = `^(\\$(file)?${STEP}*|=[^\\n]+)$`

const SOURCE = {
  title: 'a path such as $.model, or = and a text such as =openai/{model}',
  type: 'string',
  maxLength: 500,
  pattern: SOURCE_PATTERN,
} as const

/** One source, or several of which the first that gives something counts. */
const VALUE = {
  title: 'a path such as $.model, = and a text such as =openai/{model}, or a list of these',
  type: ['string', 'array'],
  maxLength: 500,
  pattern: SOURCE_PATTERN,
  minItems: 1,
  maxItems: 10,
  items: SOURCE,
} as const

const AMOUNT = {
  ...VALUE,
  title: 'a number, a path such as $.max_tokens, or a list of these',
  type: ['number', 'string', 'array'],
  minimum: 0,
  maximum: 1e9,
} as const

const TARGETS = {
  title: 'targets such as { at: $.backends[*], model: $.model, weight: $.share }',
  type: 'object',
  properties: {
    at: { ...AT, description: 'Where the targets are below the thing. Default: the thing itself is one.' },
    model: { ...VALUE, description: 'The model of a target.', examples: ['$.model'] },
    weight: { ...AMOUNT, description: 'Its share of the requests, relative to the others.' },
    max_output: { ...AMOUNT, description: 'The longest answer that a target gives, in tokens.' },
  },
  required: ['model'],
  additionalProperties: false,
} as const

const MAPPING = {
  title: 'a mapping such as { files: config/llm.json, at: $.tasks.*, model: $.model }',
  type: 'object',
  properties: {
    files: {
      ...FILES,
      description: 'YAML or JSON files: paths, or globs such as config/**/llm.yml.',
      examples: ['config/llm.yml'],
    },
    at: {
      ...AT,
      description: 'Where the things are: `$` is the file, `*` and `{name}` any key. Default: the file.',
      examples: ['$.tasks.{task}', '$.models[*]'],
    },
    name: { ...VALUE, description: 'A name that stays. Default: the keys that `*` and `{name}` stood for.' },
    model: { ...VALUE, description: 'The model that is called.', examples: ['$.model', '=openai/{model}'] },
    prompt: {
      ...VALUE,
      description: 'The path of its prompt file.',
      examples: ['$.prompt_file', '=prompts/{task}.md'],
    },
    text: { ...VALUE, description: 'The prompt, where the file itself holds it.', examples: ['$.system'] },
    max_output: { ...AMOUNT, description: 'The longest answer, in tokens.', examples: ['$.max_tokens', 500] },
    max_steps: { ...AMOUNT, description: 'An agent: how often it is called for one request at most.' },
    targets: { ...TARGETS, description: 'Makes it a route instead of a call: where its requests go.' },
  },
  required: ['files'],
  additionalProperties: false,
} as const

export const MAPPINGS = {
  title: 'a list of mappings',
  type: 'array',
  maxItems: 100,
  items: MAPPING,
} as const
