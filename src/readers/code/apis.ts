/** A library call that asks a model. */
export type Api = {
  /** The end of the callee as written: `chat.completions.create`. */
  readonly callee: RegExp
  /** Who answers, where the model name does not say; null: the name has the provider in it. */
  readonly provider: string | null
  /** Keys that hold what is sent, in the order in which it is sent. */
  readonly sends: readonly string[]
  /** Only a client of a model library has such a call: the file must import one of these. */
  readonly from: RegExp
  /** The library itself calls again with tool results, at most this often unless the call says otherwise. */
  readonly steps?: number
}

const MESSAGES = ['system', 'instructions', 'messages', 'prompt', 'input']

/**
 * https://platform.openai.com/docs/api-reference, https://docs.anthropic.com/en/api/messages,
 * https://ai.google.dev/api, https://docs.litellm.ai, https://ai-sdk.dev/docs, https://python.langchain.com,
 * https://boto3.amazonaws.com/v1/documentation, https://openai.github.io/openai-agents-python
 */
export const APIS: readonly Api[] = [
  {
    callee: /(?:^|\.)chat\.completions\.(?:create|parse|stream)$/u,
    provider: 'openai',
    sends: MESSAGES,
    from: /openai|groq|together|mistral/iu,
  },
  {
    callee: /(?:^|\.)responses\.(?:create|parse|stream)$/u,
    provider: 'openai',
    sends: MESSAGES,
    from: /openai/iu,
  },
  { callee: /(?:^|\.)embeddings\.create$/u, provider: 'openai', sends: ['input'], from: /openai/iu },
  {
    callee: /(?:^|\.)messages\.(?:create|stream|parse)$/u,
    provider: 'anthropic',
    sends: MESSAGES,
    from: /anthropic/iu,
  },
  {
    callee: /(?:^|\.)(?:generate_content|generateContent|generate_content_stream|generateContentStream)$/u,
    provider: 'google',
    sends: ['contents', 'config'],
    from: /google|genai|vertex/iu,
  },
  { callee: /^(?:litellm\.)?a?completion$/u, provider: null, sends: MESSAGES, from: /litellm/iu },
  {
    callee: /^(?:generateText|streamText|generateObject|streamObject)$/u,
    provider: null,
    sends: MESSAGES,
    from: /^ai$/u,
  },
  { callee: /^(?:ChatOpenAI|AzureChatOpenAI)$/u, provider: 'openai', sends: [], from: /langchain/iu },
  { callee: /^ChatAnthropic$/u, provider: 'anthropic', sends: [], from: /langchain/iu },
  { callee: /^ChatGoogleGenerativeAI$/u, provider: 'google', sends: [], from: /langchain/iu },
  { callee: /^init_chat_model$/u, provider: null, sends: [], from: /langchain/iu },
  {
    callee: /(?:^|\.)(?:converse|converse_stream)$/u,
    provider: 'bedrock',
    sends: MESSAGES,
    from: /boto3|bedrock/iu,
  },
  {
    callee: /^Agent$/u,
    provider: null,
    sends: ['instructions', 'system_prompt'],
    from: /^(?:agents|@openai\/agents|pydantic_ai)$/u,
    steps: 10,
  },
]

export const MODEL_KEYS = ['model', 'modelId', 'model_id', 'model_name', 'modelName']
export const MAXIMUM_KEYS = [
  'max_tokens',
  'max_completion_tokens',
  'max_output_tokens',
  'maxOutputTokens',
  'maxTokens',
  'maxCompletionTokens',
]
export const STEP_KEYS = ['maxSteps', 'max_turns', 'maxTurns', 'max_iterations', 'recursion_limit']
export const RETRY_KEYS = ['max_retries', 'maxRetries', 'num_retries']

/** Constructors of the Vercel AI SDK: `openai('gpt-4o')`, by the package that they come from. */
export const SDK_PROVIDERS: Readonly<Record<string, string>> = {
  '@ai-sdk/openai': 'openai',
  '@ai-sdk/anthropic': 'anthropic',
  '@ai-sdk/google': 'google',
  '@ai-sdk/mistral': 'mistral',
  '@ai-sdk/groq': 'groq',
  '@ai-sdk/cohere': 'cohere',
  '@ai-sdk/xai': 'xai',
  '@ai-sdk/deepseek': 'deepseek',
  '@ai-sdk/amazon-bedrock': 'bedrock',
}
