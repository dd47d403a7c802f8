import type { Engine } from '../../model/fact.ts'
import { shellWords } from './shell-words.ts'

/** How a container is started, whatever the format says it: variables of the format are already replaced. */
export type Start = {
  readonly image: string | null
  /** Command and arguments in order; one of them may be a whole shell script. */
  readonly words: readonly string[]
  readonly environment: ReadonlyMap<string, string>
}

export type Served = { readonly engine: Engine | null; readonly model: string | null }

export const NOT_SERVED: Served = { engine: null, model: null }

/** A server of which nothing but its name is told. */
export const plainEngine = (name: string): Engine => ({
  name,
  quantization: null,
  tensorParallel: null,
  pipelineParallel: null,
  maxModelLength: null,
  maxSequences: null,
})

/** Which server a container runs, with which flags, and the model that it serves; null: not a known server. */
export function servedBy({ image, words, environment }: Start): Served {
  const spoken = words.flatMap(word => shellWords(word, environment))
  const command = spoken.join(' ')
  const server = SERVERS.find(({ runs, is }) => runs.test(command) || (image !== null && is.test(image)))
  if (server === undefined) return NOT_SERVED
  const stated = (names: readonly string[]) => valueOf(names, spoken, environment)
  const count = (names: readonly string[]) => sizeOf(stated(names))
  const model =
    stated(server.model) ?? positional(spoken, server.after) ?? server.inImage?.(image ?? '') ?? null
  const isLocal = model !== null && /^[./]/.test(model)
  return {
    model:
      ((isLocal ? stated(['--served-model-name']) : null) ?? model)?.replace(/^(?:hf|ngc):\/\//, '') ?? null,
    engine: {
      name: server.name,
      quantization: stated(server.quantization),
      tensorParallel: count(server.tensorParallel),
      pipelineParallel: count(server.pipelineParallel),
      maxModelLength: count(server.maxModelLength),
      maxSequences: count(server.maxSequences),
    },
  }
}

/** `--name value`, `--name=value`, or an environment variable; the last one counts, a flag before a variable. */
function valueOf(
  names: readonly string[],
  words: readonly string[],
  environment: ReadonlyMap<string, string>,
): string | null {
  const flags = new Set(names.filter(name => name.startsWith('-')))
  const index = words.findLastIndex(word => flags.has(flagOf(word)))
  const word = words[index]
  if (word !== undefined) {
    const value = word.includes('=') ? word.slice(word.indexOf('=') + 1) : words[index + 1]
    return isValue(value) ? value : null
  }
  return names.map(name => environment.get(name)).find(isValue) ?? null
}

/** vLLM, SGLang and TensorRT-LLM take `--max_model_len` as well as `--max-model-len`. */
const flagOf = (word: string): string => {
  const [name = ''] = word.split('=', 1)
  return name.startsWith('--') ? name.replaceAll('_', '-') : name
}

/** A variable that nobody sets stays `$NAME`: not a value. */
const isValue = (value: string | undefined): value is string =>
  value !== undefined && value !== '' && !value.includes('$') && !value.startsWith('-')

/** `vllm serve MODEL`: the first word behind that is no flag. */
function positional(words: readonly string[], after: string | null): string | null {
  const index = after === null ? -1 : words.indexOf(after)
  const word = index < 0 ? undefined : words[index + 1]
  return isValue(word) ? word : null
}

/** vLLM takes `32k` (32,000) and `32K` (32,768) for a length. https://docs.vllm.ai/en/stable/cli/serve/ */
function sizeOf(text: string | null): number | null {
  const [, digits, suffix = ''] = /^(\d+(?:\.\d+)?)([kKmM]?)$/.exec(text ?? '') ?? []
  return digits === undefined ? null : Math.round(Number(digits) * (SUFFIX.get(suffix) ?? 1))
}

const SUFFIX: ReadonlyMap<string, number> = new Map([
  ['k', 1e3],
  ['K', 1024],
  ['m', 1e6],
  ['M', 1024 ** 2],
])

/** Names with a dash are flags, the others environment variables. */
type Server = {
  readonly name: string
  readonly runs: RegExp
  readonly is: RegExp
  readonly after: string | null
  readonly inImage?: (image: string) => string | null
} & Readonly<Record<Exclude<keyof Engine, 'name'> | 'model', readonly string[]>>

const NOTHING_MORE = { pipelineParallel: [], maxSequences: [], quantization: [], tensorParallel: [] } as const

const SERVERS: readonly Server[] = [
  {
    name: 'sglang',
    runs: /\bsglang[. ](?:launch_server|serve|bench)/,
    is: /\bsglang\b/,
    after: null,
    model: ['--model-path', '--model'],
    quantization: ['--quantization'],
    tensorParallel: ['--tensor-parallel-size', '--tp-size', '--tp'],
    pipelineParallel: ['--pipeline-parallel-size', '--pp-size'],
    maxModelLength: ['--context-length'],
    maxSequences: ['--max-running-requests'],
  },
  {
    name: 'tgi',
    runs: /\btext-generation-launcher\b/,
    is: /text-generation-inference/,
    after: null,
    model: ['--model-id', 'MODEL_ID', 'HF_MODEL_ID'],
    quantization: ['--quantize', 'QUANTIZE'],
    tensorParallel: ['--num-shard', 'NUM_SHARD'],
    pipelineParallel: [],
    maxModelLength: ['--max-total-tokens', 'MAX_TOTAL_TOKENS'],
    maxSequences: ['--max-batch-size', 'MAX_BATCH_SIZE'],
  },
  {
    name: 'tei',
    runs: /\btext-embeddings-router\b/,
    is: /text-embeddings-inference/,
    after: null,
    ...NOTHING_MORE,
    model: ['--model-id', 'MODEL_ID'],
    maxModelLength: [],
  },
  {
    name: 'nim',
    runs: /^nim-serve\b/,
    is: /(?:^|\/)nim\/[\w.-]+\/[\w.-]+/,
    after: null,
    inImage: image => /(?:^|\/)nim\/([\w.-]+\/[\w.-]+)/.exec(image)?.[1] ?? null,
    model: ['NIM_MODEL_NAME'],
    quantization: [],
    tensorParallel: ['NIM_TENSOR_PARALLEL_SIZE'],
    pipelineParallel: ['NIM_PIPELINE_PARALLEL_SIZE'],
    maxModelLength: ['NIM_MAX_MODEL_LEN'],
    maxSequences: ['NIM_MAX_NUM_SEQS'],
  },
  {
    name: 'ollama',
    runs: /\bollama (?:serve|run|pull)\b/,
    is: /\bollama\b/,
    after: 'pull',
    ...NOTHING_MORE,
    model: ['OLLAMA_MODEL'],
    maxModelLength: ['OLLAMA_CONTEXT_LENGTH'],
    maxSequences: ['OLLAMA_NUM_PARALLEL'],
  },
  {
    name: 'llama.cpp',
    runs: /\bllama-server\b/,
    is: /llama\.cpp/,
    after: null,
    ...NOTHING_MORE,
    model: ['-hf', '--hf-repo', '-m', '--model', 'LLAMA_ARG_HF_REPO', 'LLAMA_ARG_MODEL'],
    maxModelLength: ['-c', '--ctx-size', 'LLAMA_ARG_CTX_SIZE'],
    maxSequences: ['-np', '--parallel', 'LLAMA_ARG_N_PARALLEL'],
  },
  {
    name: 'tensorrt-llm',
    runs: /\btrtllm-serve\b|\btritonserver\b|\blaunch_triton_server\b/,
    is: /\btritonserver\b|\btensorrt-?llm\b/,
    after: 'trtllm-serve',
    ...NOTHING_MORE,
    model: ['--model'],
    tensorParallel: ['--tp-size'],
    pipelineParallel: ['--pp-size'],
    maxModelLength: ['--max-seq-len'],
    maxSequences: ['--max-batch-size'],
  },
  {
    name: 'djl',
    runs: /\bdjl-serving\b/,
    is: /\bdjl-(?:serving|inference)\b/,
    after: null,
    ...NOTHING_MORE,
    model: ['HF_MODEL_ID', 'OPTION_MODEL_ID'],
    quantization: ['OPTION_QUANTIZE'],
    tensorParallel: ['TENSOR_PARALLEL_DEGREE', 'OPTION_TENSOR_PARALLEL_DEGREE'],
    maxModelLength: ['OPTION_MAX_MODEL_LEN'],
    maxSequences: ['OPTION_MAX_ROLLING_BATCH_SIZE'],
  },
  {
    name: 'vllm',
    runs: /\bvllm serve\b|\bvllm\.entrypoints\./,
    // KServe's server for Hugging Face models runs vLLM.
    is: /vllm|huggingfaceserver/,
    after: 'serve',
    model: ['--model', '--model-id'],
    quantization: ['--quantization', '-q'],
    tensorParallel: ['--tensor-parallel-size', '-tp'],
    pipelineParallel: ['--pipeline-parallel-size', '-pp'],
    maxModelLength: ['--max-model-len'],
    maxSequences: ['--max-num-seqs'],
  },
]
