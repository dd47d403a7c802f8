import { expect, test } from 'vitest'
import { servedBy } from './engine.ts'

const start = (image: string | null, words: readonly string[], environment: Record<string, string> = {}) =>
  servedBy({ image, words, environment: new Map(Object.entries(environment)) })

test('flags of vLLM, in arguments', () => {
  const args = [
    '--model',
    'acme/support-8b',
    '--tensor-parallel-size=2',
    '--max-model-len',
    '32k',
    '-q',
    'fp8',
  ]
  expect(start('vllm/vllm-openai:v0.9', args)).toMatchInlineSnapshot(`
    {
      "engine": {
        "maxModelLength": 32000,
        "maxSequences": null,
        "name": "vllm",
        "pipelineParallel": null,
        "quantization": "fp8",
        "tensorParallel": 2,
      },
      "model": "acme/support-8b",
    }
  `)
})

test('a whole shell script in one argument', () => {
  const script = `set -e; export A=1 && \\\n  vllm serve "$MODEL" -tp 8 --max-num-seqs 256 | tee log`
  expect(start(null, ['/bin/sh', '-c', script], { MODEL: 'acme/reasoner-405b' })).toMatchInlineSnapshot(`
    {
      "engine": {
        "maxModelLength": null,
        "maxSequences": 256,
        "name": "vllm",
        "pipelineParallel": null,
        "quantization": null,
        "tensorParallel": 8,
      },
      "model": "acme/reasoner-405b",
    }
  `)
})

test.for([
  ['sglang', 'lmsysorg/sglang', ['--model-path', 'acme/coder', '--tp', '4'], {}, 'acme/coder', 4],
  [
    'tgi',
    'ghcr.io/huggingface/text-generation-inference:3',
    ['--num-shard', '2'],
    { MODEL_ID: 'a/b' },
    'a/b',
    2,
  ],
  ['nim', 'nvcr.io/nim/acme/llama-8b:1.0', [], { NIM_TENSOR_PARALLEL_SIZE: '2' }, 'acme/llama-8b', 2],
  ['tensorrt-llm', null, ['trtllm-serve acme/chat --tp_size 4'], {}, 'acme/chat', 4],
  [
    'djl',
    'acme/djl-inference:0.33',
    [],
    { HF_MODEL_ID: 'acme/chat', TENSOR_PARALLEL_DEGREE: '8' },
    'acme/chat',
    8,
  ],
  [
    'vllm',
    'kserve/huggingfaceserver',
    ['--model_id=acme/chat', '--tensor_parallel_size=2'],
    {},
    'acme/chat',
    2,
  ],
  ['tei', 'ghcr.io/huggingface/text-embeddings-inference:1', ['--model-id', 'a/embed'], {}, 'a/embed', null],
  ['ollama', 'ollama/ollama', ['ollama', 'pull', 'llama3.2'], {}, 'llama3.2', null],
  [
    'llama.cpp',
    'ghcr.io/ggml-org/llama.cpp:server-cuda',
    ['-hf', 'acme/tiny-gguf'],
    {},
    'acme/tiny-gguf',
    null,
  ],
  ['vllm', 'vllm/vllm-openai', ['--model', '${MODEL:-acme/small}', '-tp', '$TP'], {}, 'acme/small', null],
] as const)('%s', ([name, image, words, environment, model, tensorParallel]) => {
  expect(start(image, words, environment)).toMatchObject({ model, engine: { name, tensorParallel } })
})

test('a variable that nobody sets is no model', () => {
  expect(start('vllm/vllm-openai', ['--model', '$(MODEL)']).model).toBeNull()
})

test('a web server is no engine', () => {
  expect(start('nginx:1.27', ['--model', 'x'])).toEqual({ engine: null, model: null })
})

test('a long hostile argument', () => {
  const words = ['vllm serve ' + '"'.repeat(50_000), '${'.repeat(50_000), "'\\".repeat(50_000)]
  expect(start(null, words).engine?.name).toBe('vllm')
})
