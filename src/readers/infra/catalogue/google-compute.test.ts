import { expect, test } from 'vitest'
import { capacityOf } from './catalogue.ts'
import { declare, said, unread } from './testing.ts'

const t4 = { machine_type: 'n1-standard-2', guest_accelerator: [{ type: 'nvidia-tesla-t4', count: 2 }] }

test.for([
  [
    'a machine with its own GPUs',
    declare('google_compute_instance.vllm', {
      machine_type: 'a3-highgpu-8g',
      zone: 'us-central1-a',
      scheduling: [{ provisioning_model: 'SPOT' }],
    }),
    ['1 × a3-highgpu-8g, us-central1, spot'],
  ],
  [
    'a machine with attached GPUs',
    declare('google_compute_instance.vllm', t4),
    ['1 × n1-standard-2 + 2 nvidia-tesla-t4'],
  ],
  ['a machine without', declare('google_compute_instance.web', { machine_type: 'e2-medium' }), []],
  [
    'no GPU at all',
    declare('google_compute_instance.web', {
      ...t4,
      guest_accelerator: [{ type: 'nvidia-tesla-t4', count: 0 }],
    }),
    [],
  ],
  [
    'a template that nothing uses',
    declare('google_compute_instance_template.gpu', t4),
    ['? × n1-standard-2 + 2 nvidia-tesla-t4; how many machines use this template is not stated'],
  ],
  [
    'a reservation',
    declare('google_compute_reservation.gpus', {
      zone: 'europe-west4-b',
      specific_reservation: [
        {
          count: 3,
          instance_properties: [
            {
              machine_type: 'n1-standard-8',
              guest_accelerators: [{ accelerator_type: 'nvidia-tesla-t4', accelerator_count: 1 }],
            },
          ],
        },
      ],
    }),
    ['3 × n1-standard-8 + 1 nvidia-tesla-t4, europe-west4, reservation'],
  ],
  [
    'a TPU slice',
    declare('google_tpu_v2_vm.serving', {
      accelerator_type: 'v5litepod-4',
      zone: 'us-west4-a',
      scheduling_config: [{ spot: true }],
    }),
    ['1 × v5litepod-4, us-west4, spot'],
  ],
  [
    'a TPU slice by its shape',
    declare('google_tpu_v2_vm.serving', { accelerator_config: [{ type: 'V4', topology: '2x2x1' }] }),
    ['1 × V4 2x2x1'],
  ],
  [
    'a queued TPU slice',
    declare('google_tpu_v2_queued_resource.serving', {
      tpu: [{ node_spec: [{ node: [{ accelerator_type: 'v6e-8' }] }] }],
    }),
    ['1 × v6e-8'],
  ],
] as const)('%s', ([, resource, expected]) => {
  expect(said(resource)).toEqual(expected)
})

test.for([
  ['fixed', [], '3 × n1-standard-2 + 2 nvidia-tesla-t4'],
  ['scaled', [{ min_replicas: 1, max_replicas: 5 }], '1…3…5 × n1-standard-2 + 2 nvidia-tesla-t4'],
] as const)('a %s group of machines', ([, autoscaling_policy, expected]) => {
  const manager = 'google_compute_instance_group_manager.gpu'
  const template = declare('google_compute_instance_template.gpu', t4)
  const instance_template = unread('known after the apply', 'google_compute_instance_template.gpu')
  const group = declare(manager, { target_size: 3, version: [{ instance_template }] })
  const target = unread('known after the apply', autoscaling_policy.length > 0 ? manager : 'other.one')
  const scaler = declare('google_compute_autoscaler.gpu', { target, autoscaling_policy })
  expect(said(template, group, scaler)).toEqual([expected])
})

test.for([
  ['g2-standard-8', {}, { name: 'nvidia-l4', perUnit: null }],
  ['a3-highgpu-8g', {}, { name: 'nvidia-h100-80gb', perUnit: 8 }],
  ['n1-standard-4', t4, { name: 'nvidia-tesla-t4', perUnit: 2 }],
] as const)('%s computes with %o', ([machine_type, attached, accelerator]) => {
  const gpu = declare('google_compute_instance.gpu', { ...attached, machine_type })
  expect(capacityOf([gpu])[0]?.accelerator).toEqual(accelerator)
})
