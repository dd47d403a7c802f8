import { UnitcostError } from '../model/diagnostic.ts'
import type { Judged } from '../report/result.ts'
import { explainTerminal } from '../report/terminal/explain.ts'
import type { Command } from './host.ts'
import { judgeNow } from './now.ts'
import { COMMON_HELP, parseCommon, usage } from './options.ts'
import { deliver, present } from './present.ts'

export const explain: Command = {
  usage: 'explain WORKLOAD',
  summary: 'how a number came about, line by line',
  help: `Shows every part of what a workload costs now: quantity × unit price, with where each is from, what is
assumed, and what to declare instead. WORKLOAD is an id as \`unitcost scan\` lists it.

${COMMON_HELP}`,
  run: async (args, host) => {
    const common = parseCommon(args)
    const [id, extra] = common.positionals
    if (id === undefined || extra !== undefined)
      throw usage(
        'explain takes one workload',
        'Write `unitcost explain WORKLOAD`; `unitcost scan` lists them.',
      )
    const result = await judgeNow(common, host)
    const workload = result.workloads.find(candidate => candidate.id === id)
    if (common.format !== 'terminal' && workload !== undefined)
      return { ...present({ ...result, workloads: [workload] }, common, host), exitCode: 0 }
    const color = host.color && common.output === null
    const text = explainTerminal(result, id, { color, width: host.width })
    if (text === null) throw unknownWorkload(id, result)
    return deliver(text, { output: common.output, cwd: host.cwd })
  },
}

function unknownWorkload(id: string, { workloads }: Judged): UnitcostError {
  const known = workloads.map(workload => workload.id)
  const close = known.filter(name => name.toLowerCase().includes(id.toLowerCase()))
  const list = (close.length > 0 ? close : known).slice(0, 10).join(', ')
  return new UnitcostError(
    'unknown-workload',
    `there is no workload \`${id}\` here`,
    list === '' ? 'No workload was found in this tree.' : `Workloads here: ${list}.`,
  )
}
