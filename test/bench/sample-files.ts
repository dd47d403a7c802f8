import type { Files } from '../repository.ts'
import { paragraphs, sentence } from './sample-text.ts'

const FILES = 5_000
const PROMPTS = 300
const CHANGED = 10

export type Sample = {
  /** The repository on its default branch: path → content. */
  readonly base: Files
  /** What the branch changes. */
  readonly branch: Files
  /** What a commit stages that has nothing to do with cost. */
  readonly unrelated: Files
}

/**
 * A repository of 5,000 files, the same at every call: 300 prompts, each with the Python module that sends it,
 * a LiteLLM configuration, Terraform, unitcost.yml, and files that have nothing to do with models. The branch
 * makes 10 of the prompts longer and swaps the model of their 10 modules.
 */
export function sampleFiles(): Sample {
  const prompts = numbers(PROMPTS)
  // 31 has no factor in common with the number of kinds: prompts of every kind change.
  const changed = prompts.filter(n => n % 31 === 0).slice(0, CHANGED)
  const relevant = {
    'unitcost.yml': CONFIG,
    'gateway/litellm.yaml': GATEWAY,
    ...filesOf(numbers(20), n => [`infra/region-${n}/main.tf`, terraform(n)]),
    ...filesOf(prompts, n => [promptPath(n), prompt(n, 'gpt-4o-mini', '')]),
    ...filesOf(prompts, n => [modulePath(n), pythonModule(n, 'gpt-4o-mini')]),
  }
  const rest = numbers(FILES - Object.keys(relevant).length)
  return {
    base: { ...relevant, ...filesOf(rest, unrelatedFile) },
    branch: {
      ...filesOf(changed, n => [promptPath(n), prompt(n, 'gpt-4o', paragraphs(n + PROMPTS, 6))]),
      ...filesOf(changed, n => [modulePath(n), pythonModule(n, 'gpt-4o')]),
    },
    unrelated: { 'src/unrelated/screen.ts': typescript(1), 'docs/unrelated/screen.md': paragraphs(1, 3) },
  }
}

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n)

const filesOf = (ns: readonly number[], file: (n: number) => readonly [string, string]): Files =>
  Object.fromEntries(ns.map(file))

const AREAS = ['billing', 'claims', 'orders', 'returns', 'search', 'support']
const area = (n: number) => AREAS[n % AREAS.length] ?? 'support'

/** A third each: GitHub Models files, Jinja templates, plain Markdown. */
function promptPath(n: number): string {
  const endings = ['.prompt.yml', '.j2', '.md']
  return `services/${area(n)}/prompts/task-${n}${endings[n % 3]}`
}

function prompt(n: number, model: string, more: string): string {
  const text = `${paragraphs(n, 2 + (n % 9))}${more}`
  if (n % 3 !== 0) return `${text}\nThe customer writes: {{ question }}\n`
  const content = text.replaceAll(/^(?=.)/gmu, '      ')
  return `name: Task ${n}\nmodel: openai/${model}\nmodelParameters:\n  maxTokens: 400\nmessages:\n  - role: system\n    content: |\n${content}\n  - role: user\n    content: '{{question}}'\n`
}

const modulePath = (n: number) => `services/${area(n)}/src/task_${n}.py`

const pythonModule = (n: number, model: string) => `from openai import OpenAI

client = OpenAI()


def run(question: str) -> str:
    """${sentence(n)}"""
    answer = client.chat.completions.create(
        model="${model}",
        max_tokens=400,
        messages=[{"role": "system", "content": "${sentence(n + 1)}"}, {"role": "user", "content": question}],
    )
    return answer.choices[0].message.content
`

function unrelatedFile(n: number): readonly [string, string] {
  const kinds: readonly (readonly [string, (n: number) => string])[] = [
    [`web/${area(n)}/view-${n}.ts`, typescript],
    [`docs/${area(n)}/page-${n}.md`, () => paragraphs(n, 4)],
    [`web/${area(n)}/words-${n}.json`, words],
    [`deploy/${area(n)}/service-${n}.yaml`, manifest],
    [`web/${area(n)}/view-${n}.css`, () => `.view-${n} {\n  margin: ${n % 40}px;\n}\n`],
  ]
  // Of eight files three are TypeScript, and one each of Markdown, JSON and CSS; every eighth is YAML.
  const [path, content] = kinds[[0, 0, 0, 1, 1, 2, 3, 4][n % 8] ?? 0] ?? ['', () => '']
  return [path, content(n)]
}

const typescript = (n: number) =>
  numbers(12)
    .map(
      line =>
        `/** ${sentence(n + line)} */\nexport const limit${line} = (size: number) => size * ${n + line}\n`,
    )
    .join('\n')

const words = (n: number) =>
  `${JSON.stringify(Object.fromEntries(numbers(20).map(key => [`key_${key}`, sentence(n + key)])), null, 2)}\n`

const manifest = (n: number) => `apiVersion: apps/v1
kind: Deployment
metadata:
  name: service-${n}
  labels: { app: service-${n}, team: ${area(n)} }
spec:
  replicas: ${1 + (n % 4)}
  selector: { matchLabels: { app: service-${n} } }
  template:
    metadata: { labels: { app: service-${n} } }
    spec:
      containers:
        - name: web
          image: registry.example.test/service-${n}:1.${n}.0
          resources: { requests: { cpu: 250m, memory: 256Mi } }
`

const terraform = (n: number) => `provider "aws" {
  region = "us-east-1"
}

resource "aws_instance" "inference" {
  ami           = "ami-0abcdef1234567890"
  instance_type = "g5.${n % 2 === 0 ? 'xlarge' : '2xlarge'}"
  count         = ${1 + (n % 3)}
}

resource "aws_s3_bucket" "uploads" {
  bucket = "uploads-${n}"
}
`

const CONFIG = `version: 1
defaults: { model: openai/gpt-4o-mini, output_tokens: 300 }
workloads:
  support-chat:
    traffic: 40k/day
    calls:
      answer: { prompt: ${promptPath(5)}, model: 'route:gateway/litellm.yaml#smart' }
budgets:
  - id: support-monthly
    workloads: [support-chat]
    usd_per_month: 25000
`

const GATEWAY = `model_list:
  - model_name: smart
    litellm_params: { model: openai/gpt-4o, weight: 1 }
  - model_name: smart
    litellm_params: { model: openai/gpt-4o-mini, weight: 3 }
  - model_name: small
    litellm_params: { model: openai/gpt-4o-mini }
router_settings:
  num_retries: 2
  fallbacks: [{ smart: [small] }]
`
