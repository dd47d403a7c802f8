import { describe, expect, test } from 'vitest'
import { declare, said } from './testing.ts'

describe('Cloud Run', () => {
  const service = (scaling: unknown, gpus: string | null = '1') =>
    declare('google_cloud_run_v2_service.chat', {
      location: 'us-central1',
      template: [
        {
          containers: [{ image: 'vllm', resources: [{ limits: { cpu: '8', 'nvidia.com/gpu': gpus } }] }],
          node_selector: [{ accelerator: 'nvidia-l4' }],
          scaling,
        },
      ],
    })

  test.for([
    ['that goes down to none', [{ max_instance_count: 3 }], '0…0…3 × Cloud Run + 1 nvidia-l4, us-central1'],
    [
      'that keeps some',
      [{ min_instance_count: 1, max_instance_count: 3 }],
      '1…1…3 × Cloud Run + 1 nvidia-l4, us-central1',
    ],
  ] as const)('a service %s', ([, scaling, expected]) => {
    expect(said(service(scaling))).toEqual([expected])
  })

  test('a service without GPUs', () => {
    expect(said(service([], null))).toEqual([])
  })
})

describe('Vertex AI', () => {
  test('an endpoint by itself has no machine', () => {
    expect(said(declare('google_vertex_ai_endpoint.chat', { location: 'us-central1' }))).toEqual([])
  })

  const dedicated_resources = [
    {
      min_replica_count: 1,
      max_replica_count: 3,
      machine_spec: [{ machine_type: 'g2-standard-12', accelerator_type: 'NVIDIA_L4', accelerator_count: 1 }],
    },
  ]

  test.for([
    ['publisher_model_name', 'publishers/google/models/gemma3@gemma-3-27b-it', 'gemma-3-27b-it'],
    ['publisher_model_name', 'publishers/google/models/gemma3', 'gemma3'],
    ['hugging_face_model_id', 'Qwen/Qwen3-8B', 'Qwen/Qwen3-8B'],
  ] as const)('the machines of a deployed model: %s = %s', ([name, value, model]) => {
    const deployed = { [name]: value, location: 'us-central1', deploy_config: [{ dedicated_resources }] }
    expect(said(declare('google_vertex_ai_endpoint_with_model_garden_deployment.chat', deployed))).toEqual([
      `1…1…3 × Vertex AI g2-standard-12, us-central1, ${model}`,
    ])
  })

  test('a pool that several models share', () => {
    const pool = { region: 'us-central1', dedicated_resources }
    expect(said(declare('google_vertex_ai_deployment_resource_pool.shared', pool))).toEqual([
      '1…1…3 × Vertex AI g2-standard-12, us-central1',
    ])
  })
})
