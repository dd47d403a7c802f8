import type { Files } from '../repository.ts'

/** The repository on which the scenarios happen: every format that the gate reads, each used by one workload. */
export const HELPDESK = {
  'unitcost.yml': `version: 1
workloads:
  support-chat:
    owner: "@acme/support"
    traffic: 100k/month
    calls:
      answer:
        prompt: prompts/answer.j2
        model: route:gateway/litellm.yaml#smart
        variables: { question: 60 }
        context: { chunks: 4, tokens_per_chunk: 350 }
        output_tokens: { expected: 240, high: 700 }
  log-agent:
    traffic: 200/day
    calls:
      investigate:
        prompt: prompts/investigate.prompt.yml
        output_tokens: 200
        loop: { mean: 3, max: 8, growth_tokens: 700 }
  contract-check:
    traffic: 5k/month
    calls:
      check:
        prompt: prompts/contract.j2
        model: openai/gpt-4.1
        variables: { contract: 3000 }
        output_tokens: 150
        prompt_cache_hit_rate: 0.8
`,
  'prompts/answer.j2': 'Answer the question from the passages below.\n{{ question }}',
  'prompts/investigate.prompt.yml': `name: Investigate
model: openai/gpt-4.1-mini
messages:
  - role: system
    content: Find out why the job failed. Use one tool at a time.
  - role: user
    content: "{{log}}"
testData:
  - log: "exit status 137 after 41 minutes"
`,
  'prompts/contract.j2': `system:
${'The clause must name a party, a duty, a term and a remedy; say which one is missing. '.repeat(80)}

user:
{{ contract }}
`,
  'prompts/triage.prompt.yml': `name: Triage
model: openai/gpt-4o-mini
modelParameters:
  maxTokens: 60
messages:
  - role: system
    content: Name the team.
  - role: user
    content: "{{ticket}}"
testData:
  - ticket: Card was charged twice
`,
  'gateway/litellm.yaml': `model_list:
  - model_name: smart
    litellm_params:
      model: openai/gpt-4o-mini
      weight: 8
    model_info: { id: everyday }
  - model_name: smart
    litellm_params:
      model: openai/gpt-4o
      weight: 2
    model_info: { id: hard-cases }
  - model_name: backup
    litellm_params:
      model: anthropic/claude-haiku-4-5
router_settings:
  num_retries: 1
  fallbacks:
    - smart: [backup]
`,
  'infra/inference.tf': `resource "aws_instance" "ranker" {
  count         = 1
  ami           = "ami-0a1b2c3d4e5f60718"
  instance_type = "g5.xlarge"
}

resource "azurerm_cognitive_deployment" "chat" {
  name                 = "chat"
  cognitive_account_id = azurerm_cognitive_account.main.id

  model {
    format = "OpenAI"
    name   = "gpt-4o"
  }

  sku {
    name     = "GlobalProvisionedManaged"
    capacity = 50
  }
}
`,
  'README.md': '# Helpdesk\n\nAnswers are written by gpt-4o-mini.\n',
} as const satisfies Files

export type Path = keyof typeof HELPDESK

/** A file of the helpdesk with one text replaced. @throws where the text is not there: an edit that does nothing */
export function edited(path: Path, from: string, to: string): Files {
  const content = HELPDESK[path]
  if (!content.includes(from)) throw new Error(`${path} does not contain ${JSON.stringify(from)}`)
  return { [path]: content.replace(from, to) }
}

/** The helpdesk whose base holds these budgets. */
export const withBudgets = (budgets: string): Files => ({
  'unitcost.yml': `${HELPDESK['unitcost.yml']}budgets:\n${budgets}`,
})
