/** How Terraform calls a resource of Azure, and where its attributes lie: `properties.hardwareProfile.vmSize`. */
export type ResourceType = { readonly type: string; readonly attributes: Readonly<Record<string, string>> }

/** Azure ignores the case of types. */
export const typeOf = (name: string): ResourceType | null => TYPES.get(name.toLowerCase()) ?? null

const PLACE = { name: 'name', location: 'location', tags: 'tags' }

export const NODE_POOL: ResourceType = {
  type: 'azurerm_kubernetes_cluster_node_pool',
  attributes: {
    name: 'name',
    tags: 'properties.tags',
    vm_size: 'properties.vmSize',
    node_count: 'properties.count',
    min_count: 'properties.minCount',
    max_count: 'properties.maxCount',
    enable_auto_scaling: 'properties.enableAutoScaling',
    priority: 'properties.scaleSetPriority',
    node_labels: 'properties.nodeLabels',
  },
}

/** Parts of Azure's machine learning keep Azure's form: the catalogue reads it. */
export const ONLINE_DEPLOYMENT = 'microsoft.machinelearningservices/workspaces/onlineendpoints/deployments'

const TYPES: ReadonlyMap<string, ResourceType> = new Map([
  ['microsoft.cognitiveservices/accounts', { type: 'azurerm_cognitive_account', attributes: PLACE }],
  [
    'microsoft.cognitiveservices/accounts/deployments',
    {
      type: 'azurerm_cognitive_deployment',
      attributes: {
        name: 'name',
        sku: 'sku',
        model: 'properties.model',
        scale: 'properties.scaleSettings',
      },
    },
  ],
  ['microsoft.containerservice/managedclusters', { type: 'azurerm_kubernetes_cluster', attributes: PLACE }],
  ['microsoft.containerservice/managedclusters/agentpools', NODE_POOL],
  [
    'microsoft.compute/virtualmachines',
    {
      type: 'azurerm_linux_virtual_machine',
      attributes: {
        ...PLACE,
        size: 'properties.hardwareProfile.vmSize',
        priority: 'properties.priority',
      },
    },
  ],
  [
    'microsoft.compute/virtualmachinescalesets',
    {
      type: 'azurerm_linux_virtual_machine_scale_set',
      attributes: {
        ...PLACE,
        sku: 'sku.name',
        instances: 'sku.capacity',
        priority: 'properties.virtualMachineProfile.priority',
      },
    },
  ],
  [
    'microsoft.machinelearningservices/workspaces/computes',
    {
      type: 'azurerm_machine_learning_compute_cluster',
      attributes: {
        ...PLACE,
        vm_size: 'properties.properties.vmSize',
        virtual_machine_size: 'properties.properties.vmSize',
        vm_priority: 'properties.properties.vmPriority',
        scale_settings: 'properties.properties.scaleSettings',
        kind: 'properties.computeType',
      },
    },
  ],
  [ONLINE_DEPLOYMENT, { type: 'azapi_resource', attributes: PLACE }],
  [
    'microsoft.search/searchservices',
    {
      type: 'azurerm_search_service',
      attributes: {
        ...PLACE,
        sku: 'sku.name',
        replica_count: 'properties.replicaCount',
        partition_count: 'properties.partitionCount',
      },
    },
  ],
])

/** Does a text name a type of resource, or a module of the registry, that buys something? Linear. */
export const namesType = (text: string): boolean => ANY_TYPE.test(text)

const ANY_TYPE = new RegExp([...TYPES.keys(), 'br/public:avm/res/cognitive-services/account'].join('|'), 'i')
