param location string = 'eastus'

resource account 'Microsoft.CognitiveServices/accounts@2024-10-01' = {
  name: 'folio-openai'
  location: location
  kind: 'OpenAI'
  sku: { name: 'S0' }
  tags: { 'finops.team': 'documents', 'finops.use-case': 'assistant' }
}

// Paid by token. The capacity is a quota: thousand tokens a minute.
resource drafts 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = {
  parent: account
  name: 'drafts'
  sku: { name: 'GlobalStandard', capacity: 960 }
  properties: {
    model: { format: 'OpenAI', name: 'gpt-4.1-mini', version: '2025-04-14' }
  }
}

// Paid by the hour, used or not. The capacity is PTUs.
resource assistant 'Microsoft.CognitiveServices/accounts/deployments@2024-10-01' = {
  parent: account
  name: 'assistant'
  sku: { name: 'GlobalProvisionedManaged', capacity: 45 }
  properties: {
    model: { format: 'OpenAI', name: 'gpt-4.1', version: '2025-04-14' }
  }
}
