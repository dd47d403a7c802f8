import type { Words } from '../template/terraform-words.ts'

/**
 * `aws:sagemaker/endpoint:Endpoint` and `aws:sagemaker:Endpoint` are the same type; and so is any version of
 * Azure's, `azure-native:search/v20231101:Service`.
 */
export const tokenOf = (type: string): string => type.replace(/\/[^:]*:/, ':')

/** What Terraform calls a type of the bridged providers (aws, azure, gcp). */
export const terraformType = (token: string): string | null => TYPES.get(token) ?? null

/** What Azure calls a type of `azure-native`, which is made from Azure's own API. */
export const azureType = (token: string): string | null => AZURE_TYPES.get(token) ?? null

/** Terraform repeats a block; Pulumi has a list with a name in the plural. */
export const WORDS: Words = {
  guestAccelerators: 'guest_accelerator',
  nodePools: 'node_pool',
  containers: 'container',
  overrides: 'override',
  profiles: 'profile',
  versions: 'version',
}

const TYPES: ReadonlyMap<string, string> = new Map([
  ['aws:sagemaker:EndpointConfiguration', 'aws_sagemaker_endpoint_configuration'],
  ['aws:sagemaker:Endpoint', 'aws_sagemaker_endpoint'],
  ['aws:sagemaker:Model', 'aws_sagemaker_model'],
  ['aws:sagemaker:NotebookInstance', 'aws_sagemaker_notebook_instance'],
  ['aws:appautoscaling:Target', 'aws_appautoscaling_target'],
  ['aws:bedrock:ProvisionedModelThroughput', 'aws_bedrock_provisioned_model_throughput'],
  ['aws:eks:NodeGroup', 'aws_eks_node_group'],
  ['aws:ec2:Instance', 'aws_instance'],
  ['aws:ec2:SpotInstanceRequest', 'aws_spot_instance_request'],
  ['aws:ec2:LaunchTemplate', 'aws_launch_template'],
  ['aws:ec2:LaunchConfiguration', 'aws_launch_configuration'],
  ['aws:autoscaling:Group', 'aws_autoscaling_group'],
  ['aws:ecs:TaskDefinition', 'aws_ecs_task_definition'],
  ['aws:ecs:Service', 'aws_ecs_service'],
  ['aws:opensearch:ServerlessCollection', 'aws_opensearchserverless_collection'],
  ['aws:elasticache:Cluster', 'aws_elasticache_cluster'],
  ['aws:elasticache:ReplicationGroup', 'aws_elasticache_replication_group'],
  ['aws:elasticache:ServerlessCache', 'aws_elasticache_serverless_cache'],
  ['aws:memorydb:Cluster', 'aws_memorydb_cluster'],
  ['azure:cognitive:Account', 'azurerm_cognitive_account'],
  ['azure:cognitive:Deployment', 'azurerm_cognitive_deployment'],
  ['azure:containerservice:KubernetesCluster', 'azurerm_kubernetes_cluster'],
  ['azure:containerservice:KubernetesClusterNodePool', 'azurerm_kubernetes_cluster_node_pool'],
  ['azure:compute:LinuxVirtualMachine', 'azurerm_linux_virtual_machine'],
  ['azure:compute:WindowsVirtualMachine', 'azurerm_windows_virtual_machine'],
  ['azure:compute:LinuxVirtualMachineScaleSet', 'azurerm_linux_virtual_machine_scale_set'],
  ['azure:compute:WindowsVirtualMachineScaleSet', 'azurerm_windows_virtual_machine_scale_set'],
  ['azure:machinelearning:ComputeCluster', 'azurerm_machine_learning_compute_cluster'],
  ['azure:machinelearning:ComputeInstance', 'azurerm_machine_learning_compute_instance'],
  ['azure:search:Service', 'azurerm_search_service'],
  ['gcp:container:Cluster', 'google_container_cluster'],
  ['gcp:container:NodePool', 'google_container_node_pool'],
  ['gcp:compute:Instance', 'google_compute_instance'],
  ['gcp:compute:InstanceTemplate', 'google_compute_instance_template'],
  ['gcp:compute:RegionInstanceTemplate', 'google_compute_region_instance_template'],
  ['gcp:compute:InstanceGroupManager', 'google_compute_instance_group_manager'],
  ['gcp:compute:RegionInstanceGroupManager', 'google_compute_region_instance_group_manager'],
  ['gcp:compute:Autoscaler', 'google_compute_autoscaler'],
  ['gcp:compute:RegionAutoscaler', 'google_compute_region_autoscaler'],
  ['gcp:compute:Reservation', 'google_compute_reservation'],
  ['gcp:cloudrunv2:Service', 'google_cloud_run_v2_service'],
  ['gcp:tpu:V2Vm', 'google_tpu_v2_vm'],
])

const AZURE_TYPES: ReadonlyMap<string, string> = new Map([
  ['azure-native:cognitiveservices:Account', 'Microsoft.CognitiveServices/accounts'],
  ['azure-native:cognitiveservices:Deployment', 'Microsoft.CognitiveServices/accounts/deployments'],
  ['azure-native:containerservice:ManagedCluster', 'Microsoft.ContainerService/managedClusters'],
  ['azure-native:containerservice:AgentPool', 'Microsoft.ContainerService/managedClusters/agentPools'],
  ['azure-native:compute:VirtualMachine', 'Microsoft.Compute/virtualMachines'],
  ['azure-native:compute:VirtualMachineScaleSet', 'Microsoft.Compute/virtualMachineScaleSets'],
  ['azure-native:machinelearningservices:Compute', 'Microsoft.MachineLearningServices/workspaces/computes'],
  [
    'azure-native:machinelearningservices:OnlineDeployment',
    'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments',
  ],
  ['azure-native:search:Service', 'Microsoft.Search/searchServices'],
])

/** Does a text name one of the providers? Linear. */
export const namesProvider = (text: string): boolean => /\b(?:aws|azure|azure-native|gcp):[a-z]/.test(text)
