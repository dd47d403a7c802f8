import { expect, test } from 'vitest'
import { bought } from '../testing.ts'
import { skypilot } from './skypilot.ts'

const task = (text: string) => bought(skypilot, { 'serve.yaml': text })
const RUN = 'run: |\n  vllm serve $MODEL \\\n    --tensor-parallel-size 8\n'

test('a service: machines of replicas and nodes, the model from its command', () => {
  const file = `name: support
envs: { MODEL: acme/support-70b }
service: { replica_policy: { min_replicas: 0, max_replicas: 3 } }
resources:
  infra: aws/us-west-2
  instance_type: p4d.24xlarge
  accelerators: A100:8
  use_spot: true
  labels: { team: support }
num_nodes: 2
${RUN}`
  expect(task(file)).toMatchInlineSnapshot(`
    [
      "serve.yaml#support (line 4): 0/6 × aws p4d.24xlarge, 8 A100 a unit, spot, us-west-2",
      "  serves acme/support-70b",
      "  engine vllm 8",
    ]
  `)
})

test.for([
  ['a string', 'L4', '1 L4'],
  ['a string with a count', 'L4:2', '2 L4'],
  ['a map', '{ A10G: 4 }', '4 A10G'],
] as const)('accelerators as %s', ([, accelerators, unit]) => {
  const lines = task(`resources: { cloud: gcp, accelerators: ${accelerators} }\nservice: { replicas: 2 }\n`)
  expect(lines[0]).toBe(`serve.yaml (line 1): 2 × gcp ${unit} a unit`)
  expect(lines[1]).toBe(`  unresolved: SkyPilot chooses a machine with ${unit.replace(' ', ' × ')} at launch`)
})

test.for([
  ['a set', 'resources: { accelerators: { "L4:1", A10G } }\n', '1 × L4, 1 × A10G'],
  ['a list', 'resources: { accelerators: [L4, "T4:4"] }\n', '1 × L4, 4 × T4'],
  [
    'any_of',
    'resources: { any_of: [{ accelerators: H100 }, { accelerators: "A100:2" }] }\n',
    '1 × H100, 2 × A100',
  ],
] as const)('one of several, as %s, is decided at launch', ([, resources, machines]) => {
  expect(task(`${resources}service: { replicas: 1 }\n`).at(-1)).toBe(
    `  unresolved: SkyPilot takes one of ${machines} at launch`,
  )
})

test('a task that serves nobody is a job', () => {
  expect(task('name: tune\nresources: { accelerators: H100 }\nrun: python train.py\n')[0]).toBe(
    'serve.yaml#tune (line 2): 1 × skypilot 1 H100 a unit, job',
  )
})

test.for(['resources: { cpus: 4 }\nrun: ./web\n', 'resources: { accelerators: L4 }\nnum_nodes: 0\n'])(
  'nothing is bought by %j',
  text => {
    expect(task(text)).toEqual([])
  },
)
