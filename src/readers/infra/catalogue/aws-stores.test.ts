import { expect, test } from 'vitest'
import { declare, said } from './testing.ts'

test.for([
  [
    'a vector collection is two units with standby',
    declare('aws_opensearchserverless_collection.docs', { type: 'VECTORSEARCH' }),
    ['2 × OCU (store); assumed: the smallest number of OCUs: the limit of the account is not in the tree'],
  ],
  [
    'and one without',
    declare('aws_opensearchserverless_collection.docs', {
      type: 'VECTORSEARCH',
      standby_replicas: 'DISABLED',
    }),
    ['1 × OCU (store); assumed: the smallest number of OCUs: the limit of the account is not in the tree'],
  ],
  [
    'a collection of logs is no vector store',
    declare('aws_opensearchserverless_collection.logs', { type: 'TIMESERIES' }),
    [],
  ],
  [
    'a semantic cache: shards × (replicas + 1)',
    declare('aws_elasticache_replication_group.semantic_cache', {
      node_type: 'cache.r7g.large',
      num_node_groups: 2,
      replicas_per_node_group: 1,
    }),
    ['4 × cache.r7g.large (store)'],
  ],
  [
    'a group without shards',
    declare('aws_elasticache_replication_group.llm', { node_type: 'cache.r7g.large', num_cache_clusters: 3 }),
    ['3 × cache.r7g.large (store)'],
  ],
  [
    'MemoryDB has one shard with one replica where nothing is said',
    declare('aws_memorydb_cluster.vectors', { node_type: 'db.r7g.large' }),
    ['2 × db.r7g.large (store)'],
  ],
  [
    'a serverless cache is paid by use',
    declare('aws_elasticache_serverless_cache.embeddings', { engine: 'valkey' }),
    ['1 × ElastiCache Serverless (per-use)'],
  ],
  [
    'the sessions of a shop',
    declare('aws_elasticache_cluster.sessions', { node_type: 'cache.t4g.small', num_cache_nodes: 1 }),
    [],
  ],
] as const)('%s', ([, resource, expected]) => {
  expect(said(resource)).toEqual(expected)
})
