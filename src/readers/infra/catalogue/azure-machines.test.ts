import { describe, expect, test } from 'vitest'
import { capacityOf } from './catalogue.ts'
import { declare, said, unread } from './testing.ts'

test.for([
  [
    'a machine',
    declare('azurerm_linux_virtual_machine.gpu', { size: 'Standard_ND96isr_H100_v5' }),
    ['1 × Standard_ND96isr_H100_v5'],
  ],
  ['without accelerators', declare('azurerm_linux_virtual_machine.web', { size: 'Standard_D4s_v5' }), []],
  [
    'a scale set',
    declare('azurerm_linux_virtual_machine_scale_set.gpu', {
      sku: 'Standard_NC24ads_A100_v4',
      instances: 3,
      priority: 'Spot',
    }),
    ['3 × Standard_NC24ads_A100_v4, spot'],
  ],
  [
    'a compute cluster',
    declare('azurerm_machine_learning_compute_cluster.gpu', {
      vm_size: 'STANDARD_NC6S_V3',
      vm_priority: 'LowPriority',
      scale_settings: [{ min_node_count: 0, max_node_count: 4 }],
    }),
    ['0…0…4 × Standard_NC6s_v3, spot'],
  ],
  [
    'a compute instance',
    declare('azurerm_machine_learning_compute_instance.lab', { virtual_machine_size: 'Standard_NC6s_v3' }),
    ['1 × Standard_NC6s_v3'],
  ],
  [
    'an online deployment',
    declare('azapi_resource.serving', {
      type: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments@2024-04-01',
      body: {
        properties: { instanceType: 'Standard_NC24ads_A100_v4' },
        sku: { name: 'Default', capacity: 2 },
      },
    }),
    ['2 × Standard_NC24ads_A100_v4'],
  ],
  [
    "another resource of Azure's own API",
    declare('azapi_resource.logs', { type: 'Microsoft.Storage/storageAccounts@2023-01-01', body: {} }),
    [],
  ],
  [
    'a search service: replicas × partitions',
    declare('azurerm_search_service.docs', { sku: 'standard2', replica_count: 3, partition_count: 2 }),
    ['6 × standard2 (store)'],
  ],
  ['a small search service', declare('azurerm_search_service.docs', { sku: 'basic' }), ['1 × basic (store)']],
] as const)('%s', ([, resource, expected]) => {
  expect(said(resource)).toEqual(expected)
})

test('a scale set that scales', () => {
  const set = declare('azurerm_linux_virtual_machine_scale_set.gpu', {
    sku: 'Standard_NC6s_v3',
    instances: 1,
  })
  const setting = declare('azurerm_monitor_autoscale_setting.gpu', {
    target_resource_id: unread('known after the apply', 'azurerm_linux_virtual_machine_scale_set.gpu'),
    profile: [{ capacity: [{ default: 2, minimum: 1, maximum: 6 }] }],
  })
  expect(said(set, setting)).toEqual(['1…2…6 × Standard_NC6s_v3'])
})

describe('AKS', () => {
  const size = { name: 'gpu', vm_size: 'standard_nc4as_t4_v3', node_count: 1 }

  test.for([
    ['a fixed pool', size, '1 × Standard_NC4as_T4_v3'],
    [
      'a pool that scales',
      { ...size, auto_scaling_enabled: true, min_count: 0, max_count: 3 },
      '0…1…3 × Standard_NC4as_T4_v3',
    ],
    [
      'as written before azurerm 4',
      { ...size, enable_auto_scaling: true, min_count: 0, max_count: 3, priority: 'Spot' },
      '0…1…3 × Standard_NC4as_T4_v3, spot',
    ],
  ] as const)('%s', ([, pool, expected]) => {
    expect(said(declare('azurerm_kubernetes_cluster_node_pool.gpu', pool))).toEqual([expected])
  })

  test('the pool that a cluster is made with', () => {
    const cluster = declare('azurerm_kubernetes_cluster.main', {
      location: 'westus3',
      default_node_pool: [size],
    })
    expect(capacityOf([cluster])).toMatchObject([
      {
        id: 'infra/azurerm_kubernetes_cluster.main#default',
        region: 'westus3',
        node: { labels: { agentpool: 'gpu' } },
      },
    ])
  })

  test('a pool is where its cluster is', () => {
    const cluster = declare('azurerm_kubernetes_cluster.main', { location: 'westus3' })
    const kubernetes_cluster_id = unread('known after the apply', 'azurerm_kubernetes_cluster.main')
    const pool = declare('azurerm_kubernetes_cluster_node_pool.gpu', { ...size, kubernetes_cluster_id })
    expect(said(cluster, pool)).toEqual(['1 × Standard_NC4as_T4_v3, westus3'])
  })
})
