import { expect, test } from 'vitest'
import { bought } from '../testing.ts'
import { compose } from './compose.ts'

const gpu = (reservation: string) =>
  `    deploy: { resources: { reservations: { devices: [{ driver: nvidia, ${reservation}, capabilities: [gpu] }] } } }\n`

test('services that share a GPU divide it: the parts are the GPUs of the machine', () => {
  const file = `services:
  chat:
    image: nvcr.io/nim/acme/chat-49b:1.8
${gpu(`device_ids: ['\${CHAT_GPU:-1}']`)}  embed:
    image: ghcr.io/huggingface/text-embeddings-inference:1.8
    command: ["--model-id", "acme/embed"]
${gpu(`device_ids: ['0']`)}  rerank:
    profiles: [rag]
    image: nvcr.io/nim/acme/rerank:1
${gpu('count: 1')}  web:
    image: nginx
`
  expect(bought(compose, { 'deploy/models.yaml': file })).toMatchInlineSnapshot(`
    [
      "deploy/models.yaml#chat (line 2): 1 × host 1 GPU a unit",
      "  serves acme/chat-49b",
      "  engine nim",
      "  assumed: \${CHAT_GPU}, 1 by default",
      "  unresolved: the machine is not named; map this file in infrastructure.machines of unitcost.yml",
      "deploy/models.yaml#embed (line 5): 0.5 × host 1 GPU a unit",
      "  serves acme/embed",
      "  engine tei",
      "  assumed: GPU 0 is divided equally among the 2 services that get it",
      "  unresolved: the machine is not named; map this file in infrastructure.machines of unitcost.yml",
      "deploy/models.yaml#rerank (line 9): 0.5 × host 1 GPU a unit",
      "  serves acme/rerank",
      "  engine nim",
      "  assumed: GPU 0 is divided equally among the 2 services that get it",
      "  assumed: it is started with profile rag",
      "  unresolved: the machine is not named; map this file in infrastructure.machines of unitcost.yml",
    ]
  `)
})

test('all GPUs of a machine are unknown in number, in each of the ways to say so', () => {
  const file = `services:
  a: { image: vllm/vllm-openai, gpus: all }
  b: { image: vllm/vllm-openai, runtime: nvidia }
  c:
    image: vllm/vllm-openai
${gpu('count: "${GPUS:-all}"')}`
  const lines = bought(compose, { 'compose.yaml': file })
  expect(lines.filter(line => line.startsWith('compose'))).toEqual([
    'compose.yaml#a (line 2): ? × host null GPU a unit',
    'compose.yaml#b (line 3): ? × host null GPU a unit',
    'compose.yaml#c (line 4): ? × host null GPU a unit',
  ])
})

test.for([
  ['count: ${GPUS-2}', '', '2', '${GPUS}, 2 by default'],
  ['count: ${GPUS-2}', 'GPUS=4 # all of them', '4', '${GPUS} from .env'],
  ['count: ${GPUS:-${FALLBACK:-3}}', 'GPUS=""', '3', '${FALLBACK}, 3 by default'],
] as const)('%s with .env “%s” is %s', ([reservation, dotenv, units, assumed]) => {
  const file = `services:\n  chat:\n${gpu(`"${reservation}"`.replace('"count: ', 'count: "'))}`
  const lines = bought(compose, { 'gpu/compose.yml': file, 'gpu/.env': dotenv })
  expect(lines[0]).toBe(`gpu/compose.yml#chat (line 2): ${units} × host 1 GPU a unit`)
  expect(lines[1]).toBe(`  assumed: ${assumed}`)
})

test('a variable that nothing sets is unknown, and named', () => {
  const file = `services:\n  chat:\n${gpu('count: "${GPUS}"')}`
  expect(bought(compose, { 'compose.yml': file })).toMatchInlineSnapshot(`
    [
      "compose.yml#chat (line 2): ? × host null GPU a unit",
      "  unresolved: which GPUs it gets depends on \${GPUS}, which nothing sets; the machine is not named; map this file in infrastructure.machines of unitcost.yml",
    ]
  `)
})

test('an overlay takes what serves from the default file beside it, and is a fact of its own', () => {
  const texts = {
    'docker-compose.yaml': `services:
  chat:
    image: vllm/vllm-openai:v0.10
    command: --model \${MODEL} --max-model-len 8192
    env_file: vllm.env
  cache: { image: redis }
`,
    'docker-compose.gpu.yaml': `services:\n  chat:\n${gpu('count: 2')}`,
    '.env': 'MODEL="acme/support-8b"',
  }
  expect(bought(compose, texts)).toMatchInlineSnapshot(`
    [
      "docker-compose.gpu.yaml#chat (line 2): 2 × host 1 GPU a unit",
      "  serves acme/support-8b",
      "  engine vllm 8192",
      "  unresolved: the machine is not named; map this file in infrastructure.machines of unitcost.yml",
    ]
  `)
})

test('an override is one with the default file', () => {
  const texts = {
    'compose.yaml': `services:\n  chat:\n    image: vllm/vllm-openai\n${gpu('count: 1')}`,
    'compose.override.yaml': `services:\n  chat: { image: lmsysorg/sglang }\n`,
  }
  expect(bought(compose, texts)).toMatchInlineSnapshot(`
    [
      "compose.yaml#chat (line 2): 1 × host 1 GPU a unit",
      "  engine sglang",
      "  unresolved: the machine is not named; map this file in infrastructure.machines of unitcost.yml",
    ]
  `)
})

test('the environment of a service may lie in a file', () => {
  const texts = {
    'compose.yaml': `services:
  chat: { image: ghcr.io/huggingface/text-generation-inference:3, gpus: 1, env_file: [{ path: ./serve.env }] }
`,
    'serve.env': `# what it serves\nMODEL_ID='acme/support-8b'\nexport NUM_SHARD=1`,
  }
  expect(bought(compose, texts).slice(1, 3)).toEqual(['  serves acme/support-8b', '  engine tgi 1'])
})

test.for([
  ['without replicas', 'services:\n  chat: { gpus: 2, scale: 0 }\n'],
  ['without a GPU', 'services:\n  chat: { runtime: nvidia, environment: [NVIDIA_VISIBLE_DEVICES=none] }\n'],
  ['of something else', 'services: [a]\n'],
] as const)('nothing is bought by a service %s', ([, file]) => {
  expect(bought(compose, { 'compose.yaml': file })).toEqual([])
})

test('hostile variables', () => {
  const file = `services:\n  chat: { image: vllm, gpus: "${'${A:-'.repeat(20_000)}" }\n`
  expect(bought(compose, { 'compose.yaml': file })[0]).toContain('? × host')
})
