import type { Words } from '../template/terraform-words.ts'

/** What Terraform calls a type of CloudFormation, and its properties where snake_case is not enough. */
export type ResourceType = { readonly type: string; readonly words?: Words }

export const typeOf = (name: string): ResourceType | null => TYPES.get(name) ?? null

const TYPES: ReadonlyMap<string, ResourceType> = new Map<string, ResourceType>([
  [
    'AWS::SageMaker::EndpointConfig',
    { type: 'aws_sagemaker_endpoint_configuration', words: { EndpointConfigName: 'name' } },
  ],
  ['AWS::SageMaker::Endpoint', { type: 'aws_sagemaker_endpoint', words: { EndpointName: 'name' } }],
  [
    'AWS::SageMaker::Model',
    { type: 'aws_sagemaker_model', words: { ModelName: 'name', Containers: 'container' } },
  ],
  [
    'AWS::SageMaker::NotebookInstance',
    { type: 'aws_sagemaker_notebook_instance', words: { NotebookInstanceName: 'name' } },
  ],
  ['AWS::ApplicationAutoScaling::ScalableTarget', { type: 'aws_appautoscaling_target' }],
  ['AWS::EKS::Nodegroup', { type: 'aws_eks_node_group', words: { NodegroupName: 'node_group_name' } }],
  ['AWS::EC2::Instance', { type: 'aws_instance' }],
  ['AWS::EC2::LaunchTemplate', { type: 'aws_launch_template', words: { LaunchTemplateName: 'name' } }],
  [
    'AWS::AutoScaling::LaunchConfiguration',
    { type: 'aws_launch_configuration', words: { LaunchConfigurationName: 'name' } },
  ],
  [
    'AWS::AutoScaling::AutoScalingGroup',
    {
      type: 'aws_autoscaling_group',
      words: { Overrides: 'override', LaunchConfigurationName: 'launch_configuration' },
    },
  ],
  ['AWS::ECS::TaskDefinition', { type: 'aws_ecs_task_definition' }],
  ['AWS::ECS::Service', { type: 'aws_ecs_service' }],
  ['AWS::OpenSearchServerless::Collection', { type: 'aws_opensearchserverless_collection' }],
  [
    'AWS::ElastiCache::CacheCluster',
    { type: 'aws_elasticache_cluster', words: { CacheNodeType: 'node_type' } },
  ],
  [
    'AWS::ElastiCache::ReplicationGroup',
    { type: 'aws_elasticache_replication_group', words: { CacheNodeType: 'node_type' } },
  ],
  ['AWS::ElastiCache::ServerlessCache', { type: 'aws_elasticache_serverless_cache' }],
  [
    'AWS::MemoryDB::Cluster',
    { type: 'aws_memorydb_cluster', words: { NumReplicasPerShard: 'num_replicas_per_shard' } },
  ],
])

/** Does a text name a type that buys something? Linear. */
export const namesType = (text: string): boolean => ANY_TYPE.test(text)

const ANY_TYPE = new RegExp([...TYPES.keys()].join('|'))
