import { expect, test } from 'vitest'
import { bought } from '../testing.ts'
import { bentoml } from './bentoml.ts'

test('services with machines, scaled', () => {
  const file = `name: support
bento: ./
services:
  Chat: { instance_type: gpu.l4.2, scaling: { min_replicas: 0, max_replicas: 3 } }
  Embed: { config_overrides: { resources: { gpu: 1, gpu_type: nvidia-tesla-t4 } } }
  Web: { instance_type: cpu.2 }
`
  expect(bought(bentoml, { 'deployment.yaml': file })).toMatchInlineSnapshot(`[]`)
})

test('no replicas buy nothing', () => {
  const file =
    'services:\n  Chat:\n    instance_type: gpu.l4.1\n    scaling: { min_replicas: 0, max_replicas: 0 }\n'
  expect(bought(bentoml, { 'deployment.yaml': file })).toEqual([])
})
