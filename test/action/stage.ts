import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Files } from '../repository.ts'
import { builtAction } from './bundle.ts'
import { pullRequestEvent, type Payload } from './event.ts'
import { OF_THE_COMMAND, startGitHub, type GitHub } from './github.ts'
import { startProxy } from './proxy.ts'
import { runAction, type Job, type Ran } from './runner.ts'
import { shopWith, type Shop } from './shop.ts'

/** The built Action, a GitHub to talk to, and clones to judge. */
export type Stage = {
  readonly github: GitHub
  /** A clone with a change in it, removed when the stage closes. */
  readonly shop: (change: Files, start?: Files) => Promise<Shop>
  /** A push to a pull request, with the token of the example workflow unless `extra` says otherwise. */
  readonly review: (shop: Shop, pull: number, extra?: Partial<Job>) => Promise<Ran>
  /** Another of our actions on an event, with the token of its example workflow unless `extra` says otherwise. */
  readonly run: (action: 'command' | 'comment', event: Happened, extra?: Partial<Job>) => Promise<Ran>
  readonly close: () => Promise<void>
}

export type Happened = { readonly event: string; readonly payload: Payload }

export async function openStage(): Promise<Stage> {
  const [folder, emulated] = await Promise.all([builtAction(), startGitHub()])
  const proxy = await startProxy(emulated.url)
  const github = { ...emulated, url: proxy.url }
  const shops: Shop[] = []
  return {
    github,
    shop: async (change, start) => {
      const shop = await shopWith(change, start)
      shops.push(shop)
      return shop
    },
    review: async (shop, pull, extra = {}) =>
      runAction(join(folder, 'review.js'), {
        event: 'pull_request',
        payload: pullRequestEvent(pull, shop),
        workspace: shop.repository.dir,
        sha: shop.merge,
        apiUrl: github.url,
        token: extra.token ?? (await github.token()),
        ...extra,
      }),
    run: async (action, { event, payload }, extra = {}) =>
      runAction(join(folder, `${action}.js`), {
        event,
        payload,
        workspace: folder,
        sha: '0'.repeat(40),
        apiUrl: github.url,
        token: extra.token ?? (await github.token(OF_THE_COMMAND)),
        ...extra,
      }),
    close: async () => {
      await github.close()
      proxy.close()
      await rm(folder, { recursive: true, force: true })
      await Promise.all(shops.map(({ repository }) => repository.remove()))
    },
  }
}
