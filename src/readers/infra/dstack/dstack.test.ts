import { expect, test } from 'vitest'
import { bought } from '../testing.ts'
import { dstack } from './dstack.ts'

const run = (text: string) => bought(dstack, { '.dstack.yml': text })

test('a service: replicas of machines that dstack chooses', () => {
  const file = `type: service
name: support
env: [HF_TOKEN, MODEL=acme/support-8b]
commands: [vllm serve $MODEL --max-model-len 8192]
model: acme/support-8b
replicas: 0..4
backends: [runpod]
regions: [eu-1]
spot_policy: spot
fleets: [gpus]
resources: { gpu: "H100:80GB:2" }
`
  expect(run(file)).toMatchInlineSnapshot(`
    [
      ".dstack.yml#support (line 1): 0/4 × runpod 2 H100-80GB a unit, spot, eu-1",
      "  serves acme/support-8b",
      "  engine vllm 8192",
      "  pod {"dstack.fleet":"gpus"}",
      "  unresolved: dstack chooses a machine with H100:80GB:2 when it starts",
    ]
  `)
})

test.for([
  ['24GB', '1 GPU'],
  ['A100:40GB..80GB', '1 A100'],
  ['nvidia:GB200:4', '4 GB200'],
  ['L4,A10:1', '1 GPU'],
  ['H100:2..8', 'null H100'],
  ['{ name: MI300X, count: 8 }', '8 MI300X'],
] as const)('gpu: %s', ([gpu, unit]) => {
  expect(run(`type: service\nresources:\n  gpu: ${gpu}\n`)[0]).toBe(
    `.dstack.yml (line 1): 1 × dstack ${unit} a unit`,
  )
})

test('groups of replicas have machines of their own', () => {
  const file = `type: service
name: split
image: lmsysorg/sglang
replicas:
  - { count: 1..4, commands: ["python -m sglang.launch_server --model-path acme/big"], resources: { gpu: H200 } }
  - { name: decode, count: 1..8, resources: { gpu: "H200:2" } }
`
  expect(run(file).filter(line => line.includes('×'))).toMatchInlineSnapshot(`[]`)
})

test.for([
  ['type: fleet\nname: gpus\nnodes: 0..2\nresources: { gpu: A100 }\n', '0/2 × dstack 1 A100 a unit'],
  ['type: task\nname: gpus\nnodes: 2\nresources: { gpu: A100 }\n', '2 × dstack 1 A100 a unit, job'],
  ['type: dev-environment\nname: gpus\nresources: { gpu: A100 }\n', '1 × dstack 1 A100 a unit, job'],
] as const)('%j', ([text, what]) => {
  expect(run(text)[0]).toBe(`.dstack.yml#gpus (line 1): ${what}`)
})

test('replicas without an end are unknown', () => {
  expect(run('type: service\nreplicas: 1..\nresources: { gpu: L4 }\n').at(-1)).toContain('replicas = 1..')
})

test.for([
  'type: service\nresources: { cpu: 4 }\n',
  'type: service\nresources: { gpu: 0 }\n',
  'type: fleet\nssh_config: { hosts: [a] }\nresources: { gpu: A100 }\n',
])('nothing is bought by %j', text => {
  expect(run(text)).toEqual([])
})
