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
    const found = await judgeNow({ ...common, config: null }, host)
    const text = draftConfig({ workloads: found.workloads.flatMap(draftOf) })
    if (common.output === '-') return deliver(text, { output: null, cwd: host.cwd })
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

/** A workload of the scan as a draft declaration: a prompt or a route becomes a call, a resource what serves it. */
function draftOf({ id, head }: Judged['workloads'][number]): Parameters<typeof draftConfig>[0]['workloads'] {
  if (head === null) return []
  const { calls, resources } = partsOf(head)
  const isRoute = id.includes('#')
  return [
    {
      id: shortName(id),
      calls: calls.map(call => ({
        id: call,
        prompt: isRoute ? null : id,
        model: isRoute ? `route:${id}` : null,
      })),
      usdPerRequest: head.usd_per_request?.expected ?? null,
      usdPerMonth: head.usd_per_month?.expected ?? null,
      ...(resources.length > 0 ? { served_by: resources } : {}),
    },
  ]
}

/** `prompts/triage.prompt.yml` is `triage`, `gateway/litellm.yaml#smart` is `smart`, `infra/aws_instance.gpu` is `gpu`. */
function shortName(id: string): string {
  const [file = id, name] = id.split('#')
  const last = name ?? file.split('/').at(-1) ?? id
  return /\.(?:\w{1,12})$/u.test(last) && !/^(?:aws|azurerm|google)_/u.test(last)
    ? (last.split('.')[0] ?? last)
    : (last.split('.').at(-1) ?? last)
}

function partsOf({ components }: NonNullable<WorkloadResult['head']>) {
  const named = (isCapacity: boolean) => [
    ...new Set(
      components.filter(part => (part.meter === 'unit_hours') === isCapacity).map(part => part.call),
    ),
  ]
  return { calls: named(false), resources: named(true) }
}
