export type Evaluable = {
  /** The workload. */
  readonly id: string
  /** Paths of its prompts from the root of the repository. */
  readonly prompts: readonly string[]
  /** `provider/model`, as far as they are known. */
  readonly models: readonly string[]
  /** Names of the values that its prompts take. */
  readonly variables: readonly string[]
}

/** `support-chat` → `evals/support-chat/promptfooconfig.yaml` */
export const skeletonPath = (workload: string): string =>
  `evals/${workload.replaceAll(/[^\w.-]+/g, '-').replace(/^[.-]+/, '') || 'workload'}/promptfooconfig.yaml`

/**
 * A first promptfoo configuration for a workload: it loads as it is, and its one test has to be replaced.
 * https://www.promptfoo.dev/docs/configuration/reference/
 */
export function evalSkeleton({ id, prompts, models, variables }: Evaluable): string {
  const readable = prompts.filter(path => READABLE.test(path))
  const names = variables.length === 0 ? ['question'] : variables
  const asked = readable.map(path => `file://../../${path}`)
  return [
    `# What ${JSON.stringify(id)} must keep doing while it gets cheaper. Replace the test, then run: unitcost eval`,
    'prompts:',
    ...(asked.length > 0 ? asked : [`{{${names[0]}}}`]).map(prompt => `  - ${JSON.stringify(prompt)}`),
    ...prompts
      .filter(path => !READABLE.test(path))
      .map(path => `  # promptfoo cannot read ${oneLine(path)}: keep its text in a file of its own`),
    'providers:',
    ...(models.length > 0 ? models : ['openai/gpt-5-mini']).map(
      model => `  - { id: ${JSON.stringify(providerOf(model))}, config: { max_tokens: 500 } }`,
    ),
    'defaultTest:',
    '  assert:',
    '    - { type: latency, threshold: 30000 }',
    '    # Fails an answer that costs more, at the prices of Unitcost (npm install --save-dev unitcost):',
    "    # - { type: javascript, value: 'package:unitcost/promptfoo:costBelow', config: { max_usd: 0.002 } }",
    'tests:',
    '  # Real cases with ids that stay, 20 at least: fewer cannot show that answers got worse. A test that must',
    '  # never fail has `critical: true` beside its id.',
    '  - metadata: { testCaseId: replace-this }',
    `    vars: { ${names.map(name => `${JSON.stringify(name)}: a real value`).join(', ')} }`,
    '    assert: [{ type: icontains, value: what a good answer contains }]',
    '',
  ].join('\n')
}

const READABLE = /\.(?:txt|md|j2|json)$/

const oneLine = (text: string) => text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ').slice(0, 200)

/** https://www.promptfoo.dev/docs/providers/ */
function providerOf(model: string): string {
  const [provider = '', ...rest] = model.split('/')
  const name = rest.join('/')
  return name === '' ? model : `${SPOKEN[provider] ?? provider}:${name}`
}

const SPOKEN: Readonly<Record<string, string>> = {
  anthropic: 'anthropic:messages',
  azure: 'azure:chat',
  together: 'togetherai',
}
