import { describe, expect, test } from 'vitest'
import { capacityOf } from './catalogue.ts'
import { declare, fromDefault, said, unread } from './testing.ts'

const SKUS = [
  ['Standard', '50 × Standard, regional, gpt-4o (quota)'],
  ['GlobalStandard', '50 × GlobalStandard, global, gpt-4o (quota)'],
  ['DataZoneStandard', '50 × DataZoneStandard, data_zone, gpt-4o (quota)'],
  ['GlobalBatch', '50 × GlobalBatch, global, gpt-4o (quota)'],
  ['DataZoneBatch', '50 × DataZoneBatch, data_zone, gpt-4o (quota)'],
  ['ProvisionedManaged', '50 × PTU, regional, gpt-4o (provisioned-throughput)'],
  ['GlobalProvisionedManaged', '50 × PTU, global, gpt-4o (provisioned-throughput)'],
  ['DataZoneProvisionedManaged', '50 × PTU, data_zone, gpt-4o (provisioned-throughput)'],
  ['NextProvisionedManaged', '50 × NextProvisionedManaged, gpt-4o (provisioned-throughput)'],
] as const

describe.for(SKUS)('%s', ([name, expected]) => {
  const model = { name: 'gpt-4o', version: '2024-11-20' }

  test('of a deployment', () => {
    const sku = [{ name, capacity: '50' }]
    expect(said(declare('azurerm_cognitive_deployment.chat', { model: [model], sku }))).toEqual([expected])
  })

  test('written as before azurerm 4', () => {
    const scale = [{ type: name, capacity: 50 }]
    expect(said(declare('azurerm_cognitive_deployment.chat', { model: [model], scale }))).toEqual([expected])
  })

  const type = 'Microsoft.CognitiveServices/accounts/deployments@2025-06-01'
  const body = { sku: { name, capacity: 50 }, properties: { model } }
  test.for([body, JSON.stringify(body)])("of Azure's own API", written => {
    expect(said(declare('azapi_resource.chat', { type, body: written }))).toEqual([expected])
  })
})

test('a capacity that nobody states is one', () => {
  const sku = [{ name: 'GlobalProvisionedManaged' }]
  expect(said(declare('azurerm_cognitive_deployment.chat', { sku }))).toEqual([
    '1 × PTU, global (provisioned-throughput)',
  ])
})

test('a SKU that nobody knows is not a free one', () => {
  const sku = [{ name: unread('var.sku, which has no default'), capacity: fromDefault(10, 'var.capacity') }]
  expect(said(declare('azurerm_cognitive_deployment.chat', { sku }))).toEqual([
    '10 × ? (provisioned-throughput); name = var.sku, which has no default; assumed: capacity from the default of var.capacity (infra/vars.tf:12)',
  ])
})

test('its account says where it is, and whose', () => {
  const account = declare('azurerm_cognitive_account.main', {
    location: 'East US 2',
    tags: { team: 'support' },
  })
  const chat = declare('azurerm_cognitive_deployment.chat', {
    cognitive_account_id: unread('known after the apply', 'azurerm_cognitive_account.main'),
    sku: [{ name: 'GlobalProvisionedManaged', capacity: 15 }],
  })
  expect(capacityOf([account, chat])).toMatchObject([{ region: 'eastus2', tags: { team: 'support' } }])
})

test('a region that comes from the resource group', () => {
  const group = declare('azurerm_resource_group.main', { location: 'Sweden Central' })
  const location = unread('known after the apply', 'azurerm_resource_group.main')
  const sku = [{ name: 'GlobalProvisionedManaged', capacity: 15 }]
  const chat = declare('azurerm_cognitive_deployment.chat', { location, sku })
  expect(capacityOf([group, chat])[0]?.region).toBe('swedencentral')
})

test('the tags of an account that is elsewhere are not known', () => {
  const cognitive_account_id = unread('data.azurerm_cognitive_account.shared.id')
  const sku = [{ name: 'GlobalProvisionedManaged', capacity: 15 }]
  expect(
    capacityOf([declare('azurerm_cognitive_deployment.chat', { cognitive_account_id, sku })]),
  ).toMatchObject([{ tags: {}, tagsUnread: 'the account (cognitive_account_id) is not in the tree' }])
})
