import { describe, expect, test } from 'vitest'
import { bought } from '../template/testing.ts'
import { arm } from './arm.ts'

const read = (texts: Readonly<Record<string, string>>, setup?: Parameters<typeof bought>[2]) =>
  bought(arm, texts, setup)

/** A deployment whose model, sku and more are written like this. */
const deployment = (sku: string, more = '') => `
param size int = 20
param kind string
param large bool = false
param zones array = []
var sizes = { small: 10, large: 100 }
${more}
resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: 'chat-\${uniqueString(resourceGroup().id)}'
  location: 'swedencentral'
  kind: 'OpenAI'
  sku: { name: 'S0' }
  tags: { 'finops.team': 'support' }
}

@batchSize(1) // one after the other
resource chat 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = {
  parent: account
  name: 'chat'
  properties: { model: { format: 'OpenAI', name: 'gpt-4o', version: '2024-08-06' } }
  sku: ${sku}
}
`

test('a deployment: provisioned units, with the region and tags of its account', () => {
  const sku = `{
    name: 'GlobalProvisionedManaged'
    capacity: size
  }`
  expect(read({ 'infra/main.bicep': deployment(sku) })).toMatchInlineSnapshot(`
    [
      "infra/main.bicep/chat:17: 20 × PTU, swedencentral, global, gpt-4o (provisioned-throughput)",
      "  tags finops.team=support",
      "  assumed: capacity from the default of parameter size (infra/main.bicep:2)",
    ]
  `)
})

test.for([
  ['a name of an object', 'sizes.large', '100 × PTU'],
  ['an index', "sizes['small']", '10 × PTU'],
  ['a condition', 'large ? 200 : 50', '50 × PTU'],
  ['a condition over lines', 'large\n      ? 200\n      : 50', '50 × PTU'],
  ['operators with their precedence', '2 + 3 * size - 2', '60 × PTU'],
  ['parentheses', '(2 + 3) * size', '100 × PTU'],
  ['logic', "(!large && size >= 20) || kind == 'big' ? 80 : 40", '80 × PTU'],
  ['what is missing', 'sizes.?huge ?? 15', '15 × PTU'],
  ['functions', "int(replace(format('{0}x', string(max(5, 25))), 'x', ''))", '25 × PTU'],
  ['functions of a namespace', 'sys.length(sys.range(0, 30))', '30 × PTU'],
  ['lambdas', 'length(filter(map([1, 2, 3], x => x * 10), (y, i) => y > 10))', '2 × PTU'],
  ['a loop in an expression', 'length([for (zone, i) in [1, 2, 3]: zone])', '3 × PTU'],
  ['a text in several lines', "int('''25''')", '25 × PTU'],
  ['a spread', 'union({ a: 1 }, { ...sizes }).small', '10 × PTU'],
  ['a parameter without default', 'kind', 'capacity = parameter kind, which has no default'],
  [
    'what only the deployment knows',
    'account.properties.x',
    'capacity = account.properties.x, known only when it is deployed',
  ],
  [
    'what nobody can know',
    "kind == 'big' ? 200 : 50",
    "capacity = decided by equals(kind, 'big'): parameter kind, which has no default",
  ],
  ['what is not declared', 'other', 'capacity = other, which is not declared'],
  ['a variable that depends on itself', 'loop', 'capacity = variable loop, which depends on itself'],
] as const)('%s', ([, capacity, expected]) => {
  const text = deployment(`{ name: 'ProvisionedManaged', capacity: ${capacity} }`, 'var loop = loop + 1\n')
  expect(read({ 'main.bicep': text }).join('\n')).toContain(expected)
})

describe('loops and conditions', () => {
  const pools = (what: string) => `
param pools array = [
  { name: 'a', size: 'Standard_NC24ads_A100_v4', count: 1 }
  { name: 'b', size: 'Standard_NC48ads_A100_v4', count: 2 }
]
param none array = []
param extra bool = false
param wanted bool
resource cluster 'Microsoft.ContainerService/managedClusters@2024-02-01' existing = { name: 'ml' }
resource gpus 'Microsoft.ContainerService/managedClusters/agentPools@2024-02-01' = ${what}
`
  const body = `{
  parent: cluster
  name: item.name
  properties: { vmSize: item.size, count: item.count }
}`
  const one = "{ parent: cluster, name: 'x', properties: { vmSize: 'Standard_NC6' } }"

  test('over a list', () => {
    expect(read({ 'aks.bicep': pools(`[for item in pools: ${body}]`) })).toMatchInlineSnapshot(`
      [
        "aks.bicep/gpus[0]:10: 1 × Standard_NC24ads_A100_v4",
        "  assumed: vm_size from the default of parameter pools (aks.bicep:3)",
        "  assumed: node_count from the default of parameter pools (aks.bicep:3)",
        "  assumed: count from the default of parameter pools (aks.bicep:2)",
        "aks.bicep/gpus[1]:10: 2 × Standard_NC48ads_A100_v4",
        "  assumed: vm_size from the default of parameter pools (aks.bicep:4)",
        "  assumed: node_count from the default of parameter pools (aks.bicep:4)",
        "  assumed: count from the default of parameter pools (aks.bicep:2)",
      ]
    `)
  })

  test.for([
    ['with a condition', `[for (item, i) in pools: if (i > 0) ${body}]`, ['2 × Standard_NC48ads_A100_v4']],
    [
      'over what is empty by default',
      `[for item in none: ${body}]`,
      ['? × ?', 'how many there are is decided by none: empty by default'],
    ],
    [
      'guarded by what is empty by default',
      `[for item in none: if (length(none) > 0) ${body}]`,
      [
        '? × ?',
        'whether it exists is decided by greater(length(none), 0): an item of none: empty by default',
      ],
    ],
    [
      'over what nobody knows',
      `[for item in cluster.properties.pools: ${body}]`,
      [
        '? × ?',
        'decided by cluster.properties.pools: cluster.properties.pools, known only when it is deployed',
      ],
    ],
    [
      'decided elsewhere',
      `if (wanted) ${one}`,
      ['1 × Standard_NC6', 'parameter wanted, which has no default'],
    ],
  ] as const)('%s', ([, what, expected]) => {
    const said = read({ 'aks.bicep': pools(what) }).join('\n')
    for (const part of expected) expect(said).toContain(part)
  })

  test('off by default', () => {
    expect(read({ 'aks.bicep': pools(`if (extra) ${one}`) })).toEqual([])
  })
})

describe('modules', () => {
  const module = `
param deployments array = []
param location string = resourceGroup().location
resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: 'chat'
  location: location
}
resource deployment 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = [for item in deployments: {
  parent: account
  name: item.name
  properties: { model: item.model }
  sku: item.?sku ?? { name: 'Standard', capacity: 20 }
}]
`
  const main = `
targetScope = 'subscription'
param location string
param model string
param capacity int
module openAi 'core/ai/openai.bicep' = {
  name: 'openai'
  scope: resourceGroup('rg')
  params: {
    location: location
    deployments: [
      { name: 'chat', model: { name: model }, sku: { name: 'GlobalProvisionedManaged', capacity: capacity } }
      { name: 'embed', model: { name: 'text-embedding-3-large' } }
    ]
  }
}
`
  const files = { 'infra/main.bicep': main, 'infra/core/ai/openai.bicep': module }

  test('are read as what calls them says, and not on their own', () => {
    expect(read(files)).toMatchInlineSnapshot(`
      [
        "infra/main.bicep/openAi.deployment[0]:8: ? × PTU, global (provisioned-throughput)",
        "  assumed: the usual region: location = parameter location, which has no default",
        "  unresolved: capacity = parameter capacity, which has no default",
        "infra/main.bicep/openAi.deployment[1]:8: 20 × Standard, regional, text-embedding-3-large (quota)",
        "  assumed: the usual region: location = parameter location, which has no default",
      ]
    `)
  })

  test('parameters of azd: a placeholder with a value is a default of the environment', () => {
    const parameters = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentParameters.json#",
  "parameters": {
    "location": { "value": "\${AZURE_LOCATION}" },
    "model": { "value": "\${CHAT_MODEL=gpt-5.4}" },
    "capacity": { "value": "\${CHAT_CAPACITY=30}" }
  }
}`
    expect(read({ ...files, 'infra/main.parameters.json': parameters })).toMatchInlineSnapshot(`
      [
        "infra/main.bicep/openAi.deployment[0]:8: 30 × PTU, global, gpt-5.4 (provisioned-throughput)",
        "  assumed: capacity from the default of \${CHAT_CAPACITY} (infra/main.parameters.json:6)",
        "  assumed: the usual region: location = parameter location, which has no default",
        "infra/main.bicep/openAi.deployment[1]:8: 20 × Standard, regional, text-embedding-3-large (quota)",
        "  assumed: the usual region: location = parameter location, which has no default",
      ]
    `)
  })

  test('parameters of Bicep, by environment', () => {
    const prod =
      "using './main.bicep'\nparam location = 'westeurope'\nparam model = 'gpt-4o'\nparam capacity = 2 * 50\n"
    const variables = [
      { root: 'infra/main.bicep', files: ['infra/main.prod.bicepparam'], environment: 'prod' },
    ]
    const texts = { ...files, 'infra/main.prod.bicepparam': prod, 'infra/main.dev.bicepparam': prod }
    expect(read(texts, { variables })[0]).toBe(
      'infra/main.bicep/openAi.deployment[0]@prod:8: 100 × PTU, westeurope, global, gpt-4o (provisioned-throughput)',
    )
  })

  test('of the public registry that create accounts', () => {
    const avm = `
module ai 'br/public:avm/res/cognitive-services/account:0.7.2' = {
  name: 'ai'
  params: {
    name: 'chat'
    location: 'eastus2'
    deployments: [
      { name: 'chat', model: { name: 'gpt-4o', format: 'OpenAI', version: '1' }, sku: { name: 'ProvisionedManaged', capacity: 50 } }
    ]
  }
}
`
    expect(read({ 'main.bicep': avm })).toEqual([
      'main.bicep/ai.chat:8: 50 × PTU, eastus2, regional, gpt-4o (provisioned-throughput)',
    ])
  })
})

test('what a caller leaves out of a module, and what is null, is nothing to loop over', () => {
  const module = `
param deployments {
  name: string
}[]?
param zones array
resource docs 'Microsoft.Search/searchServices@2024-01-01' = { name: 'docs', sku: { name: 'basic' } }
resource each 'Microsoft.CognitiveServices/accounts/deployments@1' = [for item in (deployments ?? []): {
  name: item.name
  sku: { name: 'ProvisionedManaged', capacity: 15 }
}]
resource zone 'Microsoft.Search/searchServices@1' = [for zone in zones ?? []: { name: zone, sku: { name: 'basic' } }]
`
  const main = "module search 'search.bicep' = { name: 'search', params: { } }\n"
  expect(read({ 'main.bicep': main, 'search.bicep': module })).toEqual([
    'main.bicep/search.docs:6: 1 × basic (store)',
  ])
  expect(read({ 'search.bicep': module }).filter(line => line.includes('unresolved'))).toEqual([
    '  unresolved: how many there are is decided by coalesce(deployments, […]): empty by default',
    '  unresolved: how many there are is decided by coalesce(zones, […]): parameter zones, which has no default',
  ])
})

test('Bicep and the JSON that it is built into say the same', () => {
  const bicep = `
param size int = 20
param zones array = ['1', '2']
resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' = { name: 'chat', location: 'uksouth' }
resource chat 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = [for (zone, i) in zones: if (i < 2) {
  parent: account
  name: 'chat-\${zone}'
  properties: { model: { name: 'gpt-4o' } }
  sku: { name: size > 10 ? 'ProvisionedManaged' : 'Standard', capacity: size * (i + 1) }
}]
`
  const json = JSON.stringify({
    $schema: 'https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#',
    languageVersion: '2.0',
    parameters: {
      size: { type: 'int', defaultValue: 20 },
      zones: { type: 'array', defaultValue: ['1', '2'] },
    },
    resources: {
      account: { type: 'Microsoft.CognitiveServices/accounts', name: 'chat', location: 'uksouth' },
      chat: {
        copy: { name: 'chat', count: "[length(parameters('zones'))]" },
        condition: '[less(copyIndex(), 2)]',
        type: 'Microsoft.CognitiveServices/accounts/deployments',
        name: "[format('{0}/{1}', 'chat', format('chat-{0}', parameters('zones')[copyIndex()]))]",
        properties: { model: { name: 'gpt-4o' } },
        sku: {
          name: "[if(greater(parameters('size'), 10), 'ProvisionedManaged', 'Standard')]",
          capacity: "[mul(parameters('size'), add(copyIndex(), 1))]",
        },
      },
    },
  })
  const said = (texts: Readonly<Record<string, string>>) =>
    read(texts).map(line => line.replaceAll(/main\.\w+/g, 'main').replaceAll(/:\d+/g, ''))
  expect(said({ 'main.bicep': bicep })[0]).toBe(
    'main/chat: 60 × PTU, uksouth, regional, gpt-4o (provisioned-throughput)',
  )
  expect(said({ 'main.json': json })).toEqual(said({ 'main.bicep': bicep }))
})

test('a resource inside a resource', () => {
  const text = `
resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: 'chat'
  location: 'uksouth'

  resource chat 'deployments' = {
    name: 'chat'
    properties: { model: { name: 'gpt-4o' } }
    sku: { name: 'ProvisionedManaged', capacity: 15 }
  }
}
`
  expect(read({ 'main.bicep': text })).toEqual([
    'main.bicep/chat:6: 15 × PTU, uksouth, regional, gpt-4o (provisioned-throughput)',
  ])
})

test('what cannot be read is said, and the rest is read', () => {
  const text = `${deployment("{ name: 'ProvisionedManaged', capacity: 15 }")}
resource broken 'Microsoft.Search/searchServices@2024-01-01' = {
  name: ][
}
param after string = 'x'
`
  expect(read({ 'main.bicep': text })).toMatchInlineSnapshot(`
    [
      "main.bicep/chat:17: 15 × PTU, swedencentral, regional, gpt-4o (provisioned-throughput)",
      "  tags finops.team=support",
      "main.bicep/broken:24: 1 × ? (store)",
      "  unresolved: not all of it can be read: "]" where a value is expected; what is bought is not stated",
      "! main.bicep:25 Not all of this Bicep file can be read: "]" where a value is expected",
    ]
  `)
})

test('where the built JSON lies beside, that is read', () => {
  const json = `{
  "$schema": "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
  "resources": [
    { "type": "Microsoft.Search/searchServices", "name": "docs", "sku": { "name": "standard" } }
  ]
}`
  const bicep = "resource docs 'Microsoft.Search/searchServices@2024-01-01' = {\n  name: ][\n}\n"
  const facts = read({ 'main.bicep': bicep, 'main.json': json })
  expect(facts).toEqual(['main.json/Microsoft.Search/searchServices/docs:4: 1 × standard (store)'])
})

test.for([
  ['brackets', '['.repeat(50_000)],
  ['not', '!'.repeat(50_000)],
  ['operators', '1 + '.repeat(50_000)],
  ['a condition in a condition', 'a ? '.repeat(50_000)],
  ['strings in strings', "'${".repeat(50_000)],
  ['comments without end', '/*'.repeat(50_000)],
  ['members', `a${'.b'.repeat(50_000)}`],
  ['lambdas', 'x => '.repeat(50_000)],
] as const)('hostile: %s', ([, text]) => {
  const template = `resource a 'Microsoft.Search/searchServices@1' = { name: ${text}\nvar x = ${text}\n`
  expect(read({ 'main.bicep': template }).length).toBeLessThanOrEqual(4)
})

test('variables that double each other cost no time', () => {
  const lines = Array.from({ length: 60 }, (_, index) => `var v${index + 1} = [v${index}, v${index}]`)
  const text = `var v0 = 'x'\n${lines.join('\n')}\nresource a 'Microsoft.Search/searchServices@1' = { name: 'a', sku: { name: string(length(v60)) } }\n`
  expect(read({ 'main.bicep': text })).toEqual(['main.bicep/a:62: 1 × 2 (store)'])
})
