import { existsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { draftConfig } from '../config/init.ts'
import { UnitcostError } from '../model/diagnostic.ts'
import type { Judged, WorkloadResult } from '../report/result.ts'
import type { Command } from './host.ts'
import { judgeNow } from './now.ts'
import { COMMON_HELP, parseCommon } from './options.ts'
import { deliver } from './present.ts'

export const init: Command = {
  usage: 'init',
  summary: 'write a unitcost.yml from what is found, with budgets at today’s cost + 10 %',
  help: `Writes a first unitcost.yml: every workload that was found, and a budget at what it costs today + 10 %.
An existing file is left alone, unless --force is given. With --output - it is printed.

  --force            overwrite an existing file

${COMMON_HELP}`,
  run: async (args, host) => {
    const common = parseCommon(args, ['force'])
    const text = draftConfig({ workloads: (await judgeNow(common, host)).workloads.flatMap(draftOf) })
    if (common.output === '-') return deliver(text, null, host, 0)
    const path = resolve(host.cwd, common.output ?? join(common.repo, common.config))
    if (existsSync(path) && !common.flags.has('force'))
      throw new UnitcostError(
        'config-exists',
        `${common.config} exists already`,
        'Use --force to overwrite it, or --output - to print what init would write.',
      )
    writeFileSync(path, text)
    return { stdout: written(common.config, text), stderr: '', exitCode: 0 }
  },
}

function written(path: string, text: string): string {
  const budgets = text.match(/^ {2}- id:/gmu)?.length ?? 0
  return `Wrote ${path} with ${budgets} ${budgets === 1 ? 'budget' : 'budgets'} at today's cost + 10 %.
Next: fill in \`traffic\`, then run \`unitcost diff\`.
`
}

/** A workload of the scan as a draft declaration. Resources have no calls: they are named by what they serve later. */
function draftOf({ id, head }: Judged['workloads'][number]): Parameters<typeof draftConfig>[0]['workloads'] {
  if (head === null) return []
  return [
    {
      id,
      calls: callsOf(id, head),
      usdPerRequest: head.usd_per_request?.expected ?? null,
      usdPerMonth: head.usd_per_month?.expected ?? null,
    },
  ]
}

function callsOf(id: string, head: NonNullable<WorkloadResult['head']>) {
  const calls = [...new Set(head.components.filter(part => part.meter !== 'unit_hours').map(part => part.call))]
  return calls.map(call => {
    const isRoute = id.includes('#')
    return { id: call, prompt: isRoute ? null : id, model: isRoute ? `route:${id}` : null }
  })
}
