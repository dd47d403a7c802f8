import type { Resource } from '../../resource.ts'
import { block, entriesOf, from, made } from './adapter.ts'
import type { Adapter, Entry } from './adapter.ts'

/** https://github.com/Azure/terraform-azurerm-openai */
export const azureOpenAiModule: Adapter = {
  sources: /Azure\/(?:openai\/azurerm|terraform-azurerm-openai(?:\.git)?)$/i,
  resources: module =>
    entriesOf(module, 'deployment').map(entry =>
      deployment(module, entry, {
        sku: block(module, { name: from(entry, ['scale_type']), capacity: from(entry, ['capacity']) }),
        model: block(module, { name: from(entry, ['model_name']) }),
      }),
    ),
}

/** https://github.com/Azure/terraform-azurerm-avm-res-cognitiveservices-account */
export const avmCognitive: Adapter = {
  sources:
    /Azure\/(?:avm-res-cognitiveservices-account\/azurerm|terraform-azurerm-avm-res-cognitiveservices-account(?:\.git)?)$/i,
  resources: module =>
    entriesOf(module, 'cognitive_deployments').map(entry =>
      deployment(module, entry, { scale: from(entry, ['scale']), model: from(entry, ['model']) }),
    ),
}

const deployment = (module: Resource, entry: Entry, values: Parameters<typeof made>[1]['values']): Resource =>
  made(module, {
    path: 'azurerm_cognitive_deployment.this',
    key: entry.key,
    values: {
      ...values,
      location: module.values.get('location') ?? null,
      tags: module.values.get('tags') ?? null,
    },
  })
