import { expect, test } from 'vitest'
import { capacityOf } from './catalogue.ts'
import { declare, said, unread } from './testing.ts'

const nodes = { node_config: [{ machine_type: 'g2-standard-4' }] }
const zone = { ...nodes, location: 'us-central1-a' }
const region = { ...nodes, location: 'europe-west4' }

test.for([
  ['a zone', { ...zone, node_count: 2 }, '2 × g2-standard-4, us-central1'],
  ['a region: numbers are per zone', { ...region, node_count: 1 }, '3 × g2-standard-4, europe-west4'],
  [
    'a region with two zones',
    { ...region, node_count: 1, node_locations: ['europe-west4-a', 'europe-west4-b'] },
    '2 × g2-standard-4, europe-west4',
  ],
  [
    'scaled per zone',
    { ...region, initial_node_count: 1, autoscaling: [{ min_node_count: 0, max_node_count: 2 }] },
    '0…3…6 × g2-standard-4, europe-west4',
  ],
  [
    'scaled over all zones',
    { ...region, autoscaling: [{ total_min_node_count: 0, total_max_node_count: 4 }] },
    '0…0…4 × g2-standard-4, europe-west4',
  ],
  [
    'spot',
    {
      location: 'us-central1-a',
      node_config: [{ machine_type: 'g2-standard-4', spot: true }],
      node_count: 1,
    },
    '1 × g2-standard-4, us-central1, spot',
  ],
  ['nobody knows where', { ...nodes, node_count: 1 }, '1…1…3 × g2-standard-4'],
] as const)('a pool: %s', ([, pool, expected]) => {
  expect(said(declare('google_container_node_pool.gpu', pool))).toEqual([expected])
})

test('a pool has the zones of its cluster', () => {
  const node_locations = ['europe-west4-a', 'europe-west4-b']
  const cluster = declare('google_container_cluster.main', { location: 'europe-west4', node_locations })
  const pool = declare('google_container_node_pool.gpu', {
    ...nodes,
    node_count: 1,
    cluster: unread('known after the apply', 'google_container_cluster.main'),
  })
  expect(said(cluster, pool)).toEqual(['2 × g2-standard-4, europe-west4'])
})

test('pools that are written inside a cluster', () => {
  const node_pool = [{ name: 'gpu', ...nodes, node_count: 1 }]
  const cluster = { ...zone, initial_node_count: 2, node_pool }
  const facts = capacityOf([declare('google_container_cluster.main', cluster)])
  expect(facts.map(({ id, units }) => [id, units?.expected])).toEqual([
    ['infra/google_container_cluster.main#default-pool', 2],
    ['infra/google_container_cluster.main#gpu', 1],
  ])
})

test('a default pool that is removed costs nothing', () => {
  const cluster = { ...zone, initial_node_count: 1, remove_default_node_pool: true }
  expect(said(declare('google_container_cluster.main', cluster))).toEqual([])
})

test('says which labels its nodes have, and whose they are', () => {
  const node_config = [
    {
      machine_type: 'g2-standard-4',
      labels: { role: 'serving' },
      resource_labels: { finops_team: 'support' },
    },
  ]
  const pool = declare('google_container_node_pool.gpu', { name: 'gpu', node_count: 1, node_config })
  expect(capacityOf([pool])[0]).toMatchObject({
    tags: { role: 'serving', finops_team: 'support' },
    node: {
      role: 'pool',
      labels: {
        role: 'serving',
        'node.kubernetes.io/instance-type': 'g2-standard-4',
        'cloud.google.com/gke-nodepool': 'gpu',
        'cloud.google.com/gke-accelerator': 'nvidia-l4',
      },
    },
  })
})
