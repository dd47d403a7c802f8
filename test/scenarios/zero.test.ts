import { describe, test } from 'vitest'
import type { Judged } from '../../src/report/result.ts'
import type { Files } from '../repository.ts'
import { judgedBy } from './command.ts'
import { edited, HELPDESK, type Path } from './helpdesk.ts'
import { judged, withPullRequest, type PullRequest } from './pull-request.ts'

/** Moves a file; `content` is what it holds afterwards. */
const moved = (from: Path, to: string, content: string = HELPDESK[from]): Files => ({
  [from]: null,
  [to]: content,
})

const spaced = (text: string) => text.replaceAll('\n', '\n\n').replaceAll(': ', ':   ')

const commented = (text: string, mark: string) => `${`${mark} why it is so\n`.repeat(30)}${text}`

const changes: Readonly<Record<string, PullRequest>> = {
  'an empty commit': { head: {} },
  'a renamed discovered prompt': {
    head: moved('prompts/triage.prompt.yml', 'prompts/tickets/sort.prompt.yml'),
  },
  'a renamed declared prompt': {
    head: {
      ...moved('prompts/answer.j2', 'prompts/support/reply.j2'),
      ...edited('unitcost.yml', 'prompts/answer.j2', 'prompts/support/reply.j2'),
    },
  },
  'a renamed gateway': {
    head: {
      ...moved('gateway/litellm.yaml', 'proxy/models.yaml'),
      ...edited('unitcost.yml', 'gateway/litellm.yaml', 'proxy/models.yaml'),
    },
  },
  'a renamed folder of prompts': {
    head: {
      ...moved('prompts/answer.j2', 'app/prompts/answer.j2'),
      ...moved('prompts/contract.j2', 'app/prompts/contract.j2'),
      ...moved('prompts/investigate.prompt.yml', 'app/prompts/investigate.prompt.yml'),
      'unitcost.yml': HELPDESK['unitcost.yml'].replaceAll('prompts/', 'app/prompts/'),
    },
  },
  'thirty lines of comments above a GitHub Models prompt': {
    head: { 'prompts/triage.prompt.yml': commented(HELPDESK['prompts/triage.prompt.yml'], '#') },
  },
  'thirty lines of comments in LiteLLM': {
    head: { 'gateway/litellm.yaml': commented(HELPDESK['gateway/litellm.yaml'], '#') },
  },
  'thirty lines of comments in Terraform': {
    head: { 'infra/inference.tf': commented(HELPDESK['infra/inference.tf'], '//') },
  },
  'thirty lines of comments in unitcost.yml': {
    head: { 'unitcost.yml': commented(HELPDESK['unitcost.yml'], '#') },
  },
  'a comment in a Jinja prompt': {
    head: { 'prompts/answer.j2': `{# owned by support #}\n${HELPDESK['prompts/answer.j2']}` },
  },
  'white space in YAML': { head: { 'gateway/litellm.yaml': spaced(HELPDESK['gateway/litellm.yaml']) } },
  'white space in Terraform': {
    head: { 'infra/inference.tf': HELPDESK['infra/inference.tf'].replaceAll('  ', '      ') },
  },
  'YAML in its flow style, with other quotes': {
    head: edited(
      'gateway/litellm.yaml',
      '    litellm_params:\n      model: openai/gpt-4o-mini\n      weight: 8\n',
      '    litellm_params: { "weight": 8, model: \'openai/gpt-4o-mini\' }\n',
    ),
  },
  'reordered keys of a prompt': {
    head: {
      'prompts/triage.prompt.yml': `testData:
  - ticket: Card was charged twice
messages:
  - content: Name the team.
    role: system
  - content: "{{ticket}}"
    role: user
modelParameters: { maxTokens: 60 }
model: openai/gpt-4o-mini
name: Triage
`,
    },
  },
  'reordered keys and list entries of LiteLLM': {
    head: {
      'gateway/litellm.yaml': `router_settings:
  fallbacks:
    - smart: [backup]
  num_retries: 1
model_list:
  - litellm_params: { model: anthropic/claude-haiku-4-5 }
    model_name: backup
  - model_info: { id: hard-cases }
    model_name: smart
    litellm_params: { weight: 2, model: openai/gpt-4o }
  - model_name: smart
    model_info: { id: everyday }
    litellm_params: { model: openai/gpt-4o-mini, weight: 8 }
`,
    },
  },
  'reordered workloads': { head: { 'unitcost.yml': reorderedWorkloads() } },
  'the other name of the same limit': {
    head: edited('prompts/triage.prompt.yml', 'maxTokens', 'maxCompletionTokens'),
  },
  'unrelated files on both branches': {
    head: { 'src/app.py': 'print("hello")\n' },
    meanwhile: { 'src/other.py': 'print("other")\n' },
  },
  'a cheaper model on the target branch since the fork': {
    head: { 'src/app.py': 'print("hello")\n' },
    meanwhile: edited('prompts/triage.prompt.yml', 'openai/gpt-4o-mini', 'openai/gpt-4.1-nano'),
  },
  'a dearer gateway on the target branch since the fork': {
    head: { 'src/app.py': 'print("hello")\n' },
    meanwhile: edited('gateway/litellm.yaml', 'weight: 2', 'weight: 8'),
  },
  'a model name in a README': { head: edited('README.md', 'gpt-4o-mini', 'gpt-5') },
  'a block of Terraform in another file of its folder': { head: blockMoved() },
  'tags and an owner': {
    head: edited('unitcost.yml', 'owner: "@acme/support"', 'owner: "@acme/chat"\n    tags: { team: chat }'),
  },
  'a quota that costs nothing': {
    base: { 'infra/quota.tf': quota(10) },
    head: { 'infra/quota.tf': quota(90) },
  },
}

describe.concurrent('a change that costs nothing is exactly zero', () => {
  test.for(Object.entries(changes))('%s', async ([, change], { expect }) => {
    const { result, exitCode } = await judged(change)
    expect(quiet(result)).toStrictEqual(QUIET)
    expect(exitCode).toBe(0)
  })
})

describe.concurrent('a working tree that only looks different is exactly zero', () => {
  const windows = async (use: (repository: { dir: string }) => Promise<unknown>, wrapped = true) =>
    withPullRequest({ head: {} }, async repository => {
      await repository.git('config', 'core.autocrlf', 'true')
      await repository.git('rm', '-r', '--quiet', '--cached', '.')
      await repository.git('reset', '--quiet', '--hard')
      const text = await repository.git('ls-files', '--eol', 'gateway/litellm.yaml')
      if (wrapped && !text.includes('w/crlf')) throw new Error(`no CRLF in the working tree: ${text}`)
      return use(repository)
    })

  test('checked out with CRLF', async ({ expect }) => {
    await windows(async ({ dir }) => {
      const { result, exitCode } = await judgedBy(['diff', 'main'], { cwd: dir })
      expect(quiet(result)).toStrictEqual(QUIET)
      expect(exitCode).toBe(0)
    })
  })

  test('committed with CRLF', async ({ expect }) => {
    const wrapped = Object.entries(HELPDESK).map(([path, text]) => [path, text.replaceAll('\n', '\r\n')])
    const { result } = await judged({ head: Object.fromEntries(wrapped) as Files })
    expect(quiet(result)).toStrictEqual(QUIET)
  })
})

const QUIET = {
  verdict: 'pass',
  moved: [],
  total: 0,
  findings: [],
  diagnostics: [],
}

/** What a reviewer would have to read about. */
const quiet = ({ verdict, workloads, totals, findings, diagnostics }: Judged) => ({
  verdict,
  moved: workloads
    .filter(
      ({ status, delta, drivers }) =>
        status !== 'unchanged' ||
        drivers.length > 0 ||
        (delta?.usd_per_request ?? 0) !== 0 ||
        (delta?.usd_per_month ?? 0) !== 0,
    )
    .map(({ id, status, delta }) => ({ id, status, delta })),
  total: totals.usd_per_month.delta,
  findings: findings.map(({ message }) => message),
  diagnostics: diagnostics.map(({ message }) => message),
})

function reorderedWorkloads(): string {
  const [head = '', ...workloads] = HELPDESK['unitcost.yml'].split(/^(?= {2}[a-z-]+:$)/mu)
  return [head, ...workloads.toReversed()].join('')
}

function blockMoved(): Files {
  const [machine = '', deployment = ''] = HELPDESK['infra/inference.tf'].split(/\n(?=resource "azurerm)/u)
  return { 'infra/inference.tf': machine, 'infra/azure.tf': deployment }
}

function quota(capacity: number): string {
  return `resource "azurerm_cognitive_deployment" "on_demand" {
  name = "on-demand"
  sku {
    name     = "GlobalStandard"
    capacity = ${capacity}
  }
}
`
}
