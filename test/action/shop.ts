import { makeRepository, type Files, type TestRepository } from '../repository.ts'
import type { Commits } from './event.ts'

/** `merge` is checked out; its first parent is `base`, its second `head`. */
export type Shop = Commits & { readonly merge: string; readonly repository: TestRepository }

/** The budget holds for gpt-4o-mini and breaks for gpt-4o. */
export const config = ({ model = 'openai/gpt-4o-mini', enforce = 'block' } = {}) => `version: 1
enforce: ${enforce}
workloads:
  support-chat:
    owner: '@acme/support'
    traffic: 240k/month
    calls:
      answer: { prompt: prompts/answer.md, model: ${model}, output_tokens: 240 }
budgets:
  - { id: support-monthly, workloads: [support-chat], usd_per_month: 100 }
`

export const START: Files = {
  'unitcost.yml': config(),
  'prompts/answer.md': 'Answer the question of the customer. Quote the order number.\n',
  'README.md': 'A shop.\n',
}

export const DEARER: Files = { 'unitcost.yml': config({ model: 'openai/gpt-4o' }) }
export const CHEAPER: Files = { 'unitcost.yml': config({ model: 'openai/gpt-4.1-nano' }) }
export const UNRELATED: Files = { 'README.md': 'A shop with a help desk.\n' }

/** A clone with a pull request in it, checked out as actions/checkout does: at the merge commit. */
export async function shopWith(change: Files, start: Files = START): Promise<Shop> {
  const repository = await makeRepository(start)
  const base = await repository.git('rev-parse', 'HEAD')
  await repository.git('switch', '--quiet', '--create', 'change')
  const head = await repository.commit(change)
  await repository.git('switch', '--quiet', '--detach', 'main')
  await repository.git('merge', '--quiet', '--no-ff', '--no-edit', 'change')
  return { repository, base, head, merge: await repository.git('rev-parse', 'HEAD') }
}
