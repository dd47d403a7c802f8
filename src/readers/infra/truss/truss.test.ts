import { expect, test } from 'vitest'
import { bought } from '../testing.ts'
import { truss } from './truss.ts'

const config = (text: string) => bought(truss, { 'support/config.yaml': text })

test('an engine that Baseten builds', () => {
  const file = `model_name: Support
resources: { accelerator: "H100:2", use_gpu: true }
trt_llm:
  build:
    checkpoint_repository: { repo: acme/support-70b, source: HF }
    quantization_type: fp8
    tensor_parallel_count: 2
    max_seq_len: 8192
`
  expect(config(file)).toMatchInlineSnapshot(`
    [
      "support/config.yaml (line 2): 0/1 × baseten H100:2, 2 H100 a unit",
      "  serves acme/support-70b",
      "  engine trt-llm fp8 2 8192",
      "  assumed: 0 to 1 replicas, as Baseten starts a model; its limits are set there and not in the file",
    ]
  `)
})

test('a server that the file starts', () => {
  const file = `model_name: Support
base_image: { image: vllm/vllm-openai:v0.10 }
docker_server: { start_command: "sh -c 'vllm serve acme/support-8b --max-num-seqs 64'" }
resources: { accelerator: L4, use_gpu: true }
`
  expect(config(file).slice(1, 3)).toEqual(['  serves acme/support-8b', '  engine vllm 64'])
})

test('a GPU of no type is unknown', () => {
  expect(config('model_name: Support\nresources: { use_gpu: true }\n').at(-1)).toBe(
    '  unresolved: use_gpu does not say which accelerator',
  )
})

test('a model on processors buys no accelerator', () => {
  expect(config('model_name: Small\nresources: { cpu: "1", use_gpu: false }\n')).toEqual([])
})
