import * as core from '@actions/core'
import type { Config, WaiverConfig } from '../src/config/config.ts'
import { visibleLine } from '../src/report/visible.ts'
import { apiWith, refusal } from './api.ts'
import { commentsOn } from './comments-api.ts'
import type { Subject } from './event.ts'
import { waiversFor } from './granted.ts'
import type { Inputs } from './inputs.ts'
import { pullOn } from './pull.ts'

export type Where = {
  readonly repo: { readonly owner: string; readonly repo: string }
  readonly subject: Subject
  readonly inputs: Inputs
  /** YYYY-MM-DD */
  readonly today: string
}

/** The waivers of a pull request, also in the merge queue. What cannot be read excuses nothing: the policy holds. */
export const readWaivers =
  ({ repo, subject, inputs, today }: Where) =>
  async (policy: Config): Promise<readonly WaiverConfig[]> => {
    const number = subject.pull?.number ?? subject.queued
    if (number === null) return []
    try {
      const [api, at] = [apiWith(inputs.token), { ...repo, number }]
      const [comments, pull] = [commentsOn(api, at), pullOn(api, at)]
      const head = subject.pull === null ? null : subject.headSha
      const granting = { comments, pull, bot: inputs.commentAuthor, today }
      const { waivers, ignored } = await waiversFor(head, policy, granting)
      for (const why of ignored) core.info(visibleLine(`Not waived: ${why}.`, 400))
      return waivers
    } catch (error) {
      const need = { permission: 'pull-requests: read', isFork: subject.pull?.isFork ?? false }
      const what = `Waivers on pull request ${number} could not be read.`
      core.warning(visibleLine(`${what} ${refusal(error, need)}`, 800))
      return []
    }
  }
