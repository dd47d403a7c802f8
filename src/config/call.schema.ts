import { COUNT, MODEL, NAME, NUMBER, PATH, SHARE, SIZE, TEXT, USD } from './value.schema.ts'

const RETRIEVAL = {
  title: 'retrieval such as { usd_per_query: 0.00002 }',
  type: 'object',
  properties: {
    embedding_model: {
      ...MODEL,
      description: 'The model that embeds the query.',
      examples: ['openai/text-embedding-3-small'],
    },
    query_tokens: { ...NUMBER, description: 'Tokens of the query that is embedded.', examples: [60] },
    rerank_model: {
      ...MODEL,
      description: 'The model that reranks what was found; omit it when nothing is reranked.',
      examples: ['cohere/rerank-v3.5'],
    },
    candidates: { ...COUNT, description: 'Documents that the reranker reads per query.', examples: [40] },
    usd_per_query: {
      ...USD,
      description: 'What the vector store charges per query, in USD.',
      examples: [0.00002],
    },
  },
  additionalProperties: false,
} as const

const LOOP = {
  title: 'the loop of an agent such as { mean: 2.4, max: 8 }',
  type: 'object',
  properties: {
    mean: { ...NUMBER, minimum: 1, description: 'Average steps of one run. Without it, 1 is assumed.' },
    p95: { ...NUMBER, minimum: 1, description: '95 % of the runs need at most this many steps.' },
    max: {
      ...NUMBER,
      minimum: 1,
      description: 'The step limit that the code enforces. Without it the highest cost is not bounded.',
    },
    growth_tokens: {
      ...NUMBER,
      description: 'Input tokens that every step adds for the next one: tool results and earlier answers.',
    },
  },
  additionalProperties: false,
} as const

const LIMITS = {
  title: 'limits such as { timeout_s: 60 }',
  type: 'object',
  properties: {
    tool_calls: { ...COUNT, description: 'Most tool calls per task that the code allows.' },
    tokens_per_task: { ...COUNT, description: 'Most tokens per task that the code allows.' },
    usd_per_task: { ...USD, description: 'Most USD per task that the code allows.' },
    timeout_s: { ...NUMBER, description: 'Seconds after which the code gives up.' },
  },
  additionalProperties: false,
} as const

const RESPONSE_CACHE = {
  title: 'a response cache such as { hit_rate: 20% }',
  type: 'object',
  properties: {
    hit_rate: {
      ...SHARE,
      description: 'Share of calls that are answered from the cache.',
      examples: ['20%'],
    },
    lookup_tokens: { ...NUMBER, description: 'Tokens embedded per look-up, for a semantic cache.' },
    lookup_model: { ...MODEL, description: 'The model that embeds the look-up, for a semantic cache.' },
  },
  required: ['hit_rate'],
  additionalProperties: false,
} as const

const CONTEXT = {
  title: 'retrieved context such as { chunks: 6, tokens_per_chunk: 350 }',
  type: 'object',
  properties: {
    chunks: { ...NUMBER, description: 'Chunks put into the prompt per call.', examples: [6] },
    tokens_per_chunk: { ...NUMBER, description: 'Average tokens of a chunk.', examples: [350] },
  },
  required: ['chunks', 'tokens_per_chunk'],
  additionalProperties: false,
} as const

const ESCALATION = {
  title: 'an escalation such as { rate: 10%, to: openai/gpt-5 }',
  type: 'object',
  properties: {
    rate: { ...SHARE, description: 'Share of answers that are found wanting and asked again.' },
    to: { ...MODEL, description: 'The bigger model that is asked then. Both calls are billed.' },
  },
  required: ['rate', 'to'],
  additionalProperties: false,
} as const

/** One kind of model call inside a workload. */
export const CALL = {
  title: 'a call',
  type: 'object',
  properties: {
    prompt: {
      ...PATH,
      description: 'The prompt file, with #name where a file holds several. Its text is counted as billed.',
      examples: ['prompts/answer.j2'],
    },
    model: {
      ...MODEL,
      description: 'Who answers: provider/model, or route:PATH#NAME for what a gateway file decides.',
      examples: ['openai/gpt-5-mini', 'route:gateway/litellm.yaml#smart'],
    },
    task: { ...TEXT, description: 'What the call is for, such as classification. Rules can refer to it.' },
    variables: {
      title: 'sizes of variables such as { question: 60 }',
      type: 'object',
      additionalProperties: SIZE,
      description:
        'Tokens of each prompt variable. Without it a variable is assumed to have 100 (0 … 1,000).',
    },
    context: { ...CONTEXT, description: 'Retrieved text that is put into the prompt.' },
    retrieval: { ...RETRIEVAL, description: 'What finding that text costs, apart from its tokens.' },
    history_tokens: { ...SIZE, description: 'Tokens of earlier turns that are sent along.', examples: [900] },
    output_tokens: {
      ...SIZE,
      description: 'Tokens of the answer, reasoning included. Leave it out when evals measure it.',
      examples: [12, { expected: 240, high: 700 }],
    },
    per_request: { ...NUMBER, description: 'Independent calls of this kind per request. Default 1.' },
    loop: { ...LOOP, description: 'Says that this call is an agent that goes on step by step.' },
    prompt_cache_hit_rate: {
      ...SHARE,
      description: 'Share of calls that find their prefix in the provider’s prompt cache. Default: none.',
      examples: [0.8],
    },
    response_cache: { ...RESPONSE_CACHE, description: 'A cache that answers without asking the model.' },
    retry_rate: {
      ...SHARE,
      description: 'Share of calls that are sent, and billed, again.',
      examples: [0.02],
    },
    fallback_rate: { ...SHARE, description: 'Share of calls that the fallback answers.', examples: ['1%'] },
    escalation: { ...ESCALATION, description: 'A cascade: a small model first, a bigger one when needed.' },
    limits: { ...LIMITS, description: 'Limits that the code enforces. Rules can require them.' },
  },
  additionalProperties: false,
} as const

export const CALLS = {
  title: 'calls by name',
  type: 'object',
  propertyNames: NAME,
  additionalProperties: CALL,
} as const
