resource "azurerm_cognitive_deployment" "assistant" {
  name                 = "assistant"
  cognitive_account_id = azurerm_cognitive_account.openai.id

  model {
    format  = "OpenAI"
    name    = "gpt-4.1"
    version = "2025-04-14"
  }

  sku {
    name     = "GlobalProvisionedManaged"
    capacity = 100
  }
}
