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
  /** The library itself calls again with tool results, at most this often unless the code says otherwise. */
  readonly steps?: number
  /** Without a model it is no call: settings of a model that is asked elsewhere. */
  readonly onlyWithModel?: boolean
}

const MESSAGES = ['system', 'instructions', 'messages', 'prompt', 'input']

const LANGCHAIN = /langchain|langgraph/iu
/** Chat models of LangChain, by the provider that each asks: https://python.langchain.com/docs/integrations/chat */
const CHAT_MODELS: readonly (readonly [RegExp, string])[] = [
  [/^ChatOpenAI$/u, 'openai'],
  [/^AzureChatOpenAI$/u, 'azure'],
  [/^ChatAnthropic$/u, 'anthropic'],
  [/^(?:ChatGoogleGenerativeAI|ChatVertexAI)$/u, 'google'],
  [/^(?:ChatBedrock|ChatBedrockConverse)$/u, 'bedrock'],
  [/^ChatGroq$/u, 'groq'],
  [/^ChatMistralAI$/u, 'mistral'],
  [/^ChatDeepSeek$/u, 'deepseek'],
  [/^ChatXAI$/u, 'xai'],
  [/^ChatCohere$/u, 'cohere'],
  [/^ChatOllama$/u, 'ollama'],
]

/**
 * https://platform.openai.com/docs/api-reference, https://docs.anthropic.com/en/api/messages,
 * https://ai.google.dev/api, https://docs.litellm.ai, https://ai-sdk.dev/docs,
 * https://docs.aws.amazon.com/bedrock/latest/userguide/inference-api.html, https://docs.mistral.ai/api,
 * https://openai.github.io/openai-agents-python
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
    callee:
      /(?:^|\.)(?:generate_content|generateContent|generate_content_stream|generateContentStream|generate_content_async)$/u,
    provider: 'google',
    sends: ['contents'],
    from: /google|genai|vertex/iu,
  },
  {
    callee: /(?:^|\.)chat\.(?:complete|stream)(?:_async)?$/u,
    provider: 'mistral',
    sends: MESSAGES,
    from: /mistralai/iu,
  },
  { callee: /^ollama\.(?:chat|generate)$/u, provider: 'ollama', sends: MESSAGES, from: /^ollama$/u },
  { callee: /^(?:litellm\.)?a?completion$/u, provider: null, sends: MESSAGES, from: /litellm/iu },
  {
    callee: /^(?:generateText|streamText|generateObject|streamObject)$/u,
    provider: null,
    sends: MESSAGES,
    from: /^ai$/u,
  },
  // https://ai-sdk.dev/docs/agents/loop-control: twenty steps unless told otherwise.
  {
    callee: /^(?:ToolLoopAgent|Experimental_Agent)$/u,
    provider: null,
    sends: MESSAGES,
    from: /^ai$/u,
    steps: 20,
  },
  // A model that is configured later is made without one: https://docs.langchain.com/oss/python/langchain/models
  {
    callee: /^(?:init_chat_model|initChatModel)$|\.(?:with_config|withConfig)$/u,
    provider: null,
    sends: [],
    from: LANGCHAIN,
    onlyWithModel: true,
  },
  ...CHAT_MODELS.map(([callee, provider]) => ({ callee, provider, sends: [], from: LANGCHAIN })),
  {
    callee: /(?:^|\.)(?:converse|converse_stream|invoke_model|invoke_model_with_response_stream)$/u,
    provider: 'bedrock',
    sends: MESSAGES,
    from: /boto3|bedrock/iu,
  },
  {
    callee: /^(?:Converse|ConverseStream|InvokeModel|InvokeModelWithResponseStream)Command$/u,
    provider: 'bedrock',
    sends: MESSAGES,
    from: /bedrock/iu,
  },
  {
    callee: /^Agent$/u,
    provider: null,
    sends: ['instructions', 'system_prompt'],
    from: /^(?:agents|@openai\/agents|pydantic_ai)$/u,
    steps: 10,
  },
]

export const MODEL_KEYS = [
  'model',
  'modelId',
  'model_id',
  'model_name',
  'modelName',
  'azure_deployment',
  'deployment_name',
  'azureOpenAIApiDeploymentName',
]
export const MAXIMUM_KEYS = [
  'max_tokens',
  'max_completion_tokens',
  'max_output_tokens',
  'maxOutputTokens',
  'maxTokens',
  'maxCompletionTokens',
  'max_tokens_to_sample',
  'num_predict',
]
export const STEP_KEYS = ['maxSteps', 'max_turns', 'maxTurns', 'max_iterations', 'recursion_limit']
export const RETRY_KEYS = ['max_retries', 'maxRetries', 'num_retries']

/** Constructors of the Vercel AI SDK, by the package that they come from; ``: the model has its provider in it. */
export const SDK_PROVIDERS: Readonly<Record<string, string>> = {
  '@ai-sdk/openai': 'openai',
  '@ai-sdk/anthropic': 'anthropic',
  '@ai-sdk/google': 'google',
  '@ai-sdk/google-vertex': 'google',
  '@ai-sdk/azure': 'azure',
  '@ai-sdk/mistral': 'mistral',
  '@ai-sdk/groq': 'groq',
  '@ai-sdk/cohere': 'cohere',
  '@ai-sdk/xai': 'xai',
  '@ai-sdk/deepseek': 'deepseek',
  '@ai-sdk/amazon-bedrock': 'bedrock',
  '@openrouter/ai-sdk-provider': 'openrouter',
  '@ai-sdk/gateway': '',
  ai: '',
}
