import { expect, test } from 'vitest'
import { bought } from '../template/testing.ts'
import { arm } from './arm.ts'

const SCHEMA = 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#'

const template = (parts: object) => JSON.stringify({ $schema: SCHEMA, ...parts }, null, 1)

const read = (parts: object, more: Readonly<Record<string, string>> = {}) =>
  bought(arm, { 'azure/azuredeploy.json': template(parts), ...more })

test('every kind of resource that is known', () => {
  const place = { location: 'eastus', tags: { team: 'search' } }
  const resources = [
    { type: 'Microsoft.CognitiveServices/accounts', name: 'chat', ...place },
    {
      type: 'Microsoft.CognitiveServices/accounts/deployments',
      name: 'chat/gpt',
      sku: { name: 'DataZoneProvisionedManaged', capacity: 15 },
      properties: { model: { name: 'gpt-4o' } },
    },
    {
      type: 'Microsoft.CognitiveServices/accounts/deployments',
      name: 'chat/old',
      properties: { model: { name: 'gpt-35-turbo' }, scaleSettings: { scaleType: 'Standard', capacity: 10 } },
    },
    {
      type: 'Microsoft.ContainerService/managedClusters',
      name: 'ml',
      ...place,
      properties: {
        agentPoolProfiles: [
          { name: 'system', vmSize: 'Standard_D4s_v5', count: 3 },
          {
            name: 'gpu',
            vmSize: 'Standard_NC24ads_A100_v4',
            count: 1,
            minCount: 0,
            maxCount: 4,
            enableAutoScaling: true,
            scaleSetPriority: 'Spot',
          },
        ],
      },
    },
    {
      type: 'Microsoft.ContainerService/managedClusters/agentPools',
      name: 'ml/more',
      properties: { vmSize: 'standard_nc4as_t4_v3', count: 2 },
    },
    {
      type: 'Microsoft.Compute/virtualMachines',
      name: 'vllm',
      ...place,
      properties: { hardwareProfile: { vmSize: 'Standard_NC6s_v3' } },
    },
    {
      type: 'Microsoft.Compute/virtualMachineScaleSets',
      name: 'workers',
      ...place,
      sku: { name: 'Standard_ND96asr_v4', capacity: 2 },
      properties: { virtualMachineProfile: { priority: 'Spot' } },
    },
    {
      type: 'Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments',
      name: 'ws/chat/blue',
      ...place,
      sku: { name: 'Default', capacity: 2 },
      properties: { instanceType: 'Standard_NC24ads_A100_v4' },
    },
    {
      type: 'Microsoft.MachineLearningServices/workspaces/computes',
      name: 'ws/train',
      ...place,
      properties: {
        computeType: 'AmlCompute',
        properties: { vmSize: 'STANDARD_NC6S_V3', scaleSettings: { minNodeCount: 0, maxNodeCount: 4 } },
      },
    },
    {
      type: 'Microsoft.Search/searchServices',
      name: 'docs',
      ...place,
      sku: { name: 'standard2' },
      properties: { replicaCount: 2, partitionCount: 3 },
    },
  ]
  expect(read({ resources })).toMatchInlineSnapshot(`
    [
      "azure/azuredeploy.json/Microsoft.CognitiveServices/accounts/deployments/chat/gpt:13: 15 × PTU, eastus, data_zone, gpt-4o (provisioned-throughput)",
      "  tags team=search",
      "azure/azuredeploy.json/Microsoft.CognitiveServices/accounts/deployments/chat/old:26: 10 × Standard, eastus, regional, gpt-35-turbo (quota)",
      "  tags team=search",
      "azure/azuredeploy.json/Microsoft.ContainerService/managedClusters/ml.gpu:52: 0…1…4 × Standard_NC24ads_A100_v4, eastus, spot",
      "  tags team=search",
      "azure/azuredeploy.json/Microsoft.ContainerService/managedClusters/agentPools/ml/more:65: 2 × Standard_NC4as_T4_v3, eastus",
      "  tags team=search",
      "azure/azuredeploy.json/Microsoft.Compute/virtualMachines/vllm:73: 1 × Standard_NC6s_v3, eastus",
      "  tags team=search",
      "azure/azuredeploy.json/Microsoft.Compute/virtualMachineScaleSets/workers:86: 2 × Standard_ND96asr_v4, eastus, spot",
      "  tags team=search",
      "azure/azuredeploy.json/Microsoft.MachineLearningServices/workspaces/onlineEndpoints/deployments/ws/chat/blue:103: 2 × Standard_NC24ads_A100_v4, eastus",
      "  tags team=search",
      "azure/azuredeploy.json/Microsoft.MachineLearningServices/workspaces/computes/ws/train:118: 0…0…4 × Standard_NC6s_v3, eastus",
      "  tags team=search",
      "azure/azuredeploy.json/Microsoft.Search/searchServices/docs:136: 6 × standard2, eastus (store)",
      "  tags team=search",
    ]
  `)
})

/** One deployment with this capacity. */
const withCapacity = (capacity: unknown) => ({
  parameters: {
    size: { type: 'int', defaultValue: 20 },
    sizes: { type: 'object', defaultValue: { large: 100 } },
    kind: { type: 'string' },
  },
  variables: {
    doubled: "[mul(parameters('size'), 2)]",
    copy: [{ name: 'steps', count: 3, input: "[mul(copyIndex('steps', 1), 10)]" }],
  },
  resources: [
    {
      type: 'Microsoft.CognitiveServices/accounts/deployments',
      name: "[format('{0}/{1}', 'chat', 'gpt')]",
      sku: { name: 'ProvisionedManaged', capacity },
    },
  ],
})

test.for([
  ["[variables('doubled')]", '40 × PTU'],
  ["[parameters('sizes').large]", '100 × PTU'],
  ["[parameters('SIZES')['Large']]", 'parameter SIZES, which is not declared'],
  ["[if(greater(parameters('size'), 10), 50, 25)]", '50 × PTU'],
  ["[last(variables('steps'))]", '30 × PTU'],
  ["[int(concat('1', '5'))]", '15 × PTU'],
  ["[length(createArray('a', 'b''c'))]", '2 × PTU'],
  ["[createObject('a', 25).a]", '25 × PTU'],
  ["[coalesce(tryGet(parameters('sizes'), 'small'), 35)]", '35 × PTU'],
  ["[length(filter(createArray(1, 2, 3), lambda('n', greater(lambdaVariables('n'), 1))))]", '2 × PTU'],
  ["[union(parameters('sizes'), createObject('large', 75)).large]", '75 × PTU'],
  ["[parameters('kind')]", 'capacity = parameter kind, which has no default'],
  ["[reference('other').capacity]", "capacity = reference('other').capacity, known only when it is deployed"],
  ['[[not an expression]', 'capacity = "[not an expression]", which is not a count'],
  ['[broken(]', 'capacity = '],
] as const)('%s', ([capacity, expected]) => {
  expect(read(withCapacity(capacity)).join('\n')).toContain(expected)
})

test('copies, and conditions', () => {
  const pool = (name: string, more: object) => ({
    type: 'Microsoft.Compute/virtualMachines',
    name,
    properties: { hardwareProfile: { vmSize: "[concat('Standard_NC', '6s_v3')]" } },
    ...more,
  })
  const parts = {
    parameters: {
      count: { type: 'int', defaultValue: 3 },
      zones: { type: 'array', defaultValue: [] },
      unknown: { type: 'int' },
      wanted: { type: 'bool', defaultValue: false },
    },
    resources: [
      pool("[format('gpu-{0}', copyIndex())]", { copy: { name: 'gpus', count: "[parameters('count')]" } }),
      pool('zone', { copy: { name: 'zones', count: "[length(parameters('zones'))]" } }),
      pool('open', { copy: { name: 'open', count: "[parameters('unknown')]" } }),
      pool('none', { copy: { name: 'none', count: 0 } }),
      pool('unwanted', { condition: "[parameters('wanted')]" }),
    ],
  }
  expect(read(parts)).toMatchInlineSnapshot(`
    [
      "azure/azuredeploy.json/Microsoft.Compute/virtualMachines/format('gpu-{0}', copyindex()):22: 3 × Standard_NC6s_v3",
      "  assumed: count from the default of parameter count (azure/azuredeploy.json:6)",
      "azure/azuredeploy.json/Microsoft.Compute/virtualMachines/zone:35: ? × Standard_NC6s_v3",
      "  unresolved: how many there are is decided by parameters('zones'): empty by default",
      "azure/azuredeploy.json/Microsoft.Compute/virtualMachines/open:48: ? × Standard_NC6s_v3",
      "  unresolved: how many there are is decided by parameters('unknown'): parameter unknown, which has no default",
    ]
  `)
})

test('nested templates: inner ones get parameters, outer ones see those around', () => {
  const search = (sku: string) => ({
    type: 'Microsoft.Search/searchServices',
    name: 'docs',
    sku: { name: sku },
  })
  const nested = (name: string, scope: string, sku: string) => ({
    type: 'Microsoft.Resources/deployments',
    name,
    properties: {
      expressionEvaluationOptions: { scope },
      parameters: { sku: { value: "[parameters('usual')]" } },
      template: { parameters: { sku: { type: 'string' } }, resources: [search(sku)] },
    },
  })
  const parts = {
    parameters: { usual: { type: 'string', defaultValue: 'standard' } },
    resources: [
      nested('inner', 'inner', "[parameters('sku')]"),
      nested('outer', 'outer', "[parameters('usual')]"),
    ],
  }
  expect(read(parts)).toMatchInlineSnapshot(`
    [
      "azure/azuredeploy.json/Microsoft.Resources/deployments/inner.Microsoft.Search/searchServices/docs:30: 1 × standard (store)",
      "  assumed: sku from the default of parameter usual (azure/azuredeploy.json:6)",
      "azure/azuredeploy.json/Microsoft.Resources/deployments/outer.Microsoft.Search/searchServices/docs:60: 1 × standard (store)",
      "  assumed: sku from the default of parameter usual (azure/azuredeploy.json:6)",
    ]
  `)
})

test('a parameter file of the same name is the one that is passed', () => {
  const parameters = JSON.stringify({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#',
    parameters: { kind: { value: 45 } },
  })
  const facts = read(withCapacity("[parameters('kind')]"), {
    'azure/azuredeploy.parameters.json': parameters,
  })
  expect(facts[0]).toContain('45 × PTU')
})

test.for([
  ['an expression of brackets', withCapacity(`[${'('.repeat(50_000)}]`)],
  [
    'a loop without end',
    { resources: [{ type: 'Microsoft.Search/searchServices', name: 'x', copy: { name: 'x', count: 1e9 } }] },
  ],
] as const)('hostile: %s', ([, parts]) => {
  expect(read(parts)).toHaveLength(2)
})

test('modules that call each other end', () => {
  const call = (path: string) =>
    `module next '${path}' = { name: 'next' }\n// Microsoft.Search/searchServices\n`
  expect(
    bought(arm, { 'main.bicep': call('a.bicep'), 'a.bicep': call('b.bicep'), 'b.bicep': call('a.bicep') }),
  ).toEqual([])
})
