import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { draftConfig } from '../config/init.ts'
import { UnitcostError } from '../model/diagnostic.ts'
import type { WorkloadResult } from '../report/result.ts'
import { declaredEvals } from '../running/find-suites.ts'
import type { Command, Host } from './host.ts'
import { writeSkeletons, type Named, type Skeleton } from './init/skeletons.ts'
import { judgeNow } from './now.ts'
import { COMMON_HELP, parseCommon, type Common } from './options.ts'
import { deliver } from './present.ts'

export const init: Command = {
  usage: 'init',
  summary: 'write a unitcost.yml from what is found, with budgets at today’s cost + 10 %',
  help: `Writes a first unitcost.yml: every workload that was found, and a budget at what it costs today + 10 %.
An existing file is left alone, unless --force is given. With --output - it is printed.

  --force            overwrite an existing file
  --evals            also write evals/WORKLOAD/promptfooconfig.yaml for each workload without evals: a first suite
                     to fill in. Nothing that exists is touched, and an existing unitcost.yml stays as it is

${COMMON_HELP}`,
  run: async (args, host) => {
    const common = parseCommon(args, { flags: ['force', 'evals'] })
    const path = resolve(host.cwd, common.output ?? join(common.repo, common.config))
    const exists = common.output !== '-' && existsSync(path)
    if (exists && common.flags.has('evals') && !common.flags.has('force')) return addEvals(common, path, host)
    const found = await judgeNow({ ...common, config: null }, host)
    const named = found.workloads.map(each => ({ name: shortName(each.id), found: each }))
    if (exists && !common.flags.has('force'))
      throw new UnitcostError(
        'config-exists',
        `${common.config} exists already`,
        'Use --force to overwrite it, or --output - to print what init would write.',
      )
    const root = resolve(host.cwd, common.repo)
    const wanted = common.flags.has('evals') && common.output !== '-'
    const skeletons = wanted ? writeSkeletons(root, named, new Map()) : []
    const text = draftConfig({ workloads: named.flatMap(each => draftOf(each, skeletons)) })
    if (common.output === '-') return deliver(text, { output: null, cwd: host.cwd })
    writeFileSync(path, text)
    return { stdout: written(common.config, text) + suites(skeletons), stderr: '', exitCode: 0 }
  },
}

/** Suites for the workloads that a unitcost.yml declares already. */
async function addEvals(common: Common, path: string, host: Host) {
  const { workloads } = await judgeNow(common, host)
  const named = workloads
    .filter(({ origin }) => origin === 'declared')
    .map(found => ({ name: found.id, found }))
  const declared = declaredEvals({ path: common.config, text: readFileSync(path, 'utf8') })
  const skeletons = writeSkeletons(resolve(host.cwd, common.repo), named, declared)
  const lines = skeletons.map(({ workload, path }) => `  ${workload}:\n    evals: ${path}\n`)
  const rest =
    skeletons.length === 0
      ? 'Every declared workload that asks a model has evals, or a suite in evals/ already.\n'
      : `Add to ${common.config}, under \`workloads\`:\n${lines.join('')}`
  return { stdout: suites(skeletons) + rest, stderr: '', exitCode: 0 } as const
}

const suites = (skeletons: readonly Skeleton[]): string =>
  skeletons
    .map(({ path }) => `Wrote ${path}: replace its test with real ones, then run \`unitcost eval\`.\n`)
    .join('')

function written(path: string, text: string): string {
  const budgets = text.match(/^ {2}- id:/gmu)?.length ?? 0
  return `Wrote ${path} with ${budgets} ${budgets === 1 ? 'budget' : 'budgets'} at today's cost + 10 %.
Next: fill in \`traffic\`, then run \`unitcost diff\`.
`
}

/** A workload of the scan as a draft declaration: a prompt or a route becomes a call, a resource what serves it. */
function draftOf(
  { name, found: { id, head } }: Named,
  skeletons: readonly Skeleton[],
): Parameters<typeof draftConfig>[0]['workloads'] {
  if (head === null) return []
  const { calls, resources } = partsOf(head)
  const isRoute = id.includes('#')
  const evals = skeletons.find(({ workload }) => workload === name)?.path
  return [
    {
      id: name,
      calls: calls.map(call => ({
        id: call,
        prompt: isRoute ? null : id,
        model: isRoute ? `route:${id}` : null,
      })),
      usdPerRequest: head.usd_per_request?.expected ?? null,
      usdPerMonth: head.usd_per_month?.expected ?? null,
      ...(evals === undefined ? {} : { evals }),
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
