import { createSign } from 'node:crypto'
import { createServer } from 'node:net'
import { createEmulator } from 'emulate'

/** What a job's token may do: `permissions:` of the workflow. */
export type Permissions = Readonly<Record<string, 'read' | 'write'>>

export const OF_THE_EXAMPLE: Permissions = { contents: 'read', pull_requests: 'write' }
export const OF_THE_COMMAND: Permissions = { contents: 'read', pull_requests: 'write', actions: 'write' }
export const OF_A_FORK: Permissions = { contents: 'read', pull_requests: 'read', issues: 'read' }

export type StoredComment = { readonly id: number; readonly author: string; readonly body: string }

/** GitHub's REST API on loopback, with the repository `dev/shop`. */
export type GitHub = {
  readonly url: string
  /** Of the app `github-actions`, as `GITHUB_TOKEN` is. */
  readonly token: (permissions?: Permissions) => Promise<string>
  /** A new pull request; answers its number. */
  readonly openPullRequest: () => Promise<number>
  readonly commentsOf: (pull: number) => Promise<readonly StoredComment[]>
  /** Written by the person `dev`, or by whom a token belongs to. */
  readonly write: (pull: number, body: string, token?: string) => Promise<number>
  /** Any other request by the person `dev`, or by whom a token belongs to. */
  readonly ask: Ask
  readonly close: () => Promise<void>
}

/** Of a person. */
export const tokenOf = (login: string) => `ghs_of_${login}`
const OWNER = tokenOf('dev')
const APP = '15368'

export async function startGitHub(): Promise<GitHub> {
  const emulator = await createEmulator({ service: 'github', port: await freePort(), seed: SEED })
  const [app] = emulator.generatedSecrets
  const ask = asking(emulator.url)
  const comments = (pull: number) => `/repos/dev/shop/issues/${pull}/comments`
  return {
    url: emulator.url,
    token: async (permissions = OF_THE_EXAMPLE) => {
      const path = '/app/installations/100/access_tokens'
      return textAt(await ask(path, { token: signed(app?.value ?? ''), send: { permissions } }), 'token')
    },
    openPullRequest: () => openPullRequest(ask),
    commentsOf: async pull => {
      const answer = await ask(`${comments(pull)}?per_page=100`, {})
      if (!Array.isArray(answer)) throw new Error('comments are a list')
      return answer.map(({ id, body, user }) => ({ id, body, author: user.login }))
    },
    write: async (pull, body, token = OWNER) =>
      Number(valueAt(await ask(comments(pull), { token, send: { body } }), 'id')),
    ask,
    close: () => emulator.close(),
  }
}

const SEED = {
  tokens: Object.fromEntries(
    ['dev', 'ana', 'eve', 'max'].map(login => [tokenOf(login), { login, scopes: ['repo'] }]),
  ),
  github: {
    users: ['dev', 'ana', 'eve', 'max'].map(login => ({
      login,
      name: login,
      email: `${login}@example.test`,
    })),
    repos: [{ owner: 'dev', name: 'shop', auto_init: true }],
    apps: [
      {
        app_id: Number(APP),
        slug: 'github-actions',
        name: 'GitHub Actions',
        events: [],
        permissions: {
          contents: 'read',
          issues: 'write',
          pull_requests: 'write',
          checks: 'write',
          actions: 'write',
        },
        installations: [{ installation_id: 100, account: 'dev', repository_selection: 'all' }],
      },
    ],
  },
}

type Ask = (
  path: string,
  request: { readonly token?: string; readonly send?: object; readonly method?: string },
) => Promise<unknown>

function asking(url: string): Ask {
  return async (path, { token = OWNER, send, method = 'POST' }) => {
    const answer = await fetch(`${url}${path}`, {
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(send && { method, body: JSON.stringify(send) }),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer.status === 204 ? null : answer.json()
  }
}

let branches = 0

/** The emulator wants a branch with a commit of its own; what the Action compares is a real clone. */
async function openPullRequest(ask: Ask): Promise<number> {
  const branch = `change-${(branches += 1)}`
  const git = '/repos/dev/shop/git'
  const main = textAt(await ask(`${git}/ref/heads/main`, {}), 'object', 'sha')
  const tree = textAt(await ask(`${git}/commits/${main}`, {}), 'tree', 'sha')
  const commit = { message: branch, tree, parents: [main] }
  const sha = textAt(await ask(`${git}/commits`, { send: commit }), 'sha')
  await ask(`${git}/refs`, { send: { ref: `refs/heads/${branch}`, sha } })
  const pull = await ask('/repos/dev/shop/pulls', { send: { title: branch, head: branch, base: 'main' } })
  return Number(valueAt(pull, 'number'))
}

/** https://docs.github.com/apps/creating-github-apps/authenticating-with-a-github-app */
function signed(privateKey: string): string {
  const now = Math.floor(Date.now() / 1000)
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const claims = `${part({ alg: 'RS256', typ: 'JWT' })}.${part({ iat: now - 60, exp: now + 500, iss: APP })}`
  return `${claims}.${createSign('RSA-SHA256').update(claims).sign(privateKey, 'base64url')}`
}

export const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0))
    })
  })

const valueAt = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner instanceof Object ? Reflect.get(inner, key) : undefined), value)

function textAt(value: unknown, ...path: readonly string[]): string {
  const text = valueAt(value, ...path)
  if (typeof text !== 'string') throw new Error(`${path.join('.')} is no text`)
  return text
}
