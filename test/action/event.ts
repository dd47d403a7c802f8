import examples from '@octokit/webhooks-examples' with { type: 'json' }

export type Commits = { readonly base: string; readonly head: string }

// oxlint-disable-next-line typescript/no-explicit-any -- any shape that GitHub delivers, changed by name below
export type Payload = any

type Example = { readonly name: string; readonly examples: readonly Payload[] }

/** GitHub's own examples of what it delivers. The package's types call the list a module. */
const list: unknown = examples
const EXAMPLES: readonly Example[] = Array.isArray(list) ? list : []

/** A real payload, each time a new copy. */
export function delivered(event: string, is: (payload: Payload) => boolean = () => true): Payload {
  const found = EXAMPLES.find(({ name }) => name === event)?.examples.find(is)
  if (found === undefined) throw new Error(`no example of ${event}`)
  return structuredClone(found)
}

/** A push to a pull request of `dev/shop`, from a branch of it or from a fork. */
export function pullRequestEvent(number: number, { base, head }: Commits, source = 'dev/shop'): Payload {
  const payload = delivered('pull_request', ({ action }) => action === 'synchronize')
  payload.number = number
  payload.pull_request.number = number
  payload.pull_request.base.sha = base
  payload.pull_request.head.sha = head
  payload.pull_request.head.repo.full_name = source
  return inShop(payload)
}

export function inShop(payload: Payload): Payload {
  payload.repository.name = 'shop'
  payload.repository.full_name = 'dev/shop'
  payload.repository.owner.login = 'dev'
  payload.repository.default_branch = 'main'
  return payload
}
