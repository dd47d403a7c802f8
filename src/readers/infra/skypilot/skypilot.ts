import type { CapacityFact } from '../../../model/fact.ts'
import type { ProjectReader } from '../../reader.ts'
import { labelsOf } from '../accelerator-name.ts'
import { capacity } from '../capacity-fact.ts'
import { counted, countOf, isNone, times, together } from '../count.ts'
import type { Count } from '../count.ts'
import { servedBy } from '../engine.ts'
import type { Setting } from '../setting.ts'
import { settingsOf } from '../settings-of.ts'
import { acceleratorsOf } from './accelerators.ts'

/** https://docs.skypilot.co/en/latest/reference/yaml-spec.html */
export const skypilot: ProjectReader = {
  id: 'skypilot',
  title: 'SkyPilot',
  files: ['**/*.{yml,yaml}'],
  sniff: ({ text }) =>
    /^resources[ \t]*:/m.test(text) && /^(?:run|setup|service|num_nodes)[ \t]*:/m.test(text),
  read(files) {
    const { settings, diagnostics } = settingsOf(files)
    return { facts: settings.flatMap(({ id, setting }) => factsOf(id, setting)), diagnostics }
  },
}

function factsOf(path: string, task: Setting): readonly CapacityFact[] {
  const resources = task.get('resources')
  const service = task.get('service')
  const choices = choicesOf(resources)
  const isService = service.shape === 'map'
  const runs = isService ? replicasOf(service) : one(task)
  const units = times(runs, countOf(task.get('num_nodes'), 'num_nodes', 1))
  if (choices.length === 0 || isNone(units)) return []
  const name = task.get('name').text()
  const tags = resources.get('labels').entries()
  return [
    capacity({
      id: name === null ? path : `${path}#${name}`,
      at: resources.at,
      resource: 'gpu-instance',
      lifetime: isService ? 'always' : 'job',
      units: units.range,
      unitsAt: units.at,
      ...machineOf(choices),
      ...served(task),
      tags: labelsOf(tags.map(({ key, value }) => [key, value.text()] as const)),
      assumed: units.assumed,
      unresolved: together([units.why, openIn(choices)]),
    }),
  ]
}

/** What is bought, where there is no choice. */
function machineOf(choices: readonly Choice[]) {
  const [choice, ...others] = choices
  const pricing = choices.every(({ isSpot }) => isSpot) ? ('spot' as const) : ('on_demand' as const)
  if (choice === undefined || others.length > 0) return { provider: 'skypilot', pricing }
  const { cloud, machine, region, name, count, at } = choice
  const accelerator = { name, perUnit: count }
  return { provider: cloud ?? 'skypilot', sku: machine, skuAt: at, region, pricing, accelerator }
}

type Choice = {
  readonly at: Setting['at']
  readonly name: string | null
  readonly count: number | null
  readonly machine: string | null
  readonly cloud: string | null
  readonly region: string | null
  readonly isSpot: boolean
}

/** Machines that would do: `any_of` and `ordered` over what is stated for all, and each of their accelerators. */
function choicesOf(resources: Setting): readonly Choice[] {
  const several = [...resources.get('any_of').items(), ...resources.get('ordered').items()]
  const options = several.length === 0 ? [resources] : several
  return options.flatMap((option): readonly Choice[] => {
    const stated = (key: string) =>
      option.get(key).shape === 'nothing' ? resources.get(key) : option.get(key)
    const [infra, ...place] = (stated('infra').text() ?? '').split('/')
    const shared = {
      machine: stated('instance_type').text(),
      cloud: cloudOf(infra || stated('cloud').text()),
      region: (place[0] === '*' ? null : place[0]) ?? stated('region').text(),
      isSpot: stated('use_spot').boolean() === true,
    }
    const { at } = stated('accelerators')
    const accelerators = acceleratorsOf(stated('accelerators'))
    if (accelerators.length > 0) return accelerators.map(each => ({ ...shared, ...each, at }))
    const isGpu = shared.machine !== null && ACCELERATED.test(shared.machine)
    return isGpu ? [{ ...shared, name: null, count: null, at: stated('instance_type').at }] : []
  })
}

/** Machine types with GPUs of AWS, Google and Azure, where the accelerators are not named. */
const ACCELERATED = /^(?:(?:p\d|g\d|inf|trn)\w*\.|a[234]x?-|g[24]-|Standard_N[CDV])/

const cloudOf = (name: string | null): string | null => (name === 'k8s' ? 'kubernetes' : name || null)

const one = (task: Setting): Count => counted({ low: 1, expected: 1, high: 1 }, task.get('num_nodes').at)

/** `service.replicas`, or what `replica_policy` allows; it starts with the minimum. */
function replicasOf(service: Setting): Count {
  const policy = service.get('replica_policy')
  if (policy.shape !== 'map') return countOf(service.get('replicas'), 'replicas', 1)
  const low = countOf(policy.get('min_replicas'), 'min_replicas', 1)
  const high = countOf(policy.get('max_replicas'), 'max_replicas', low.range?.high ?? 1)
  if (low.range === null || high.range === null) return low.range === null ? low : high
  return counted({ low: low.range.low, expected: low.range.low, high: high.range.high }, policy.at)
}

function served(task: Setting) {
  const environment = task
    .get('envs')
    .entries()
    .map(({ key, value }) => [key, value.text() ?? ''] as const)
  return servedBy({ image: null, words: [task.get('run').text() ?? ''], environment: new Map(environment) })
}

function openIn(choices: readonly Choice[]): string | null {
  const machines = choices.map(({ machine, name, count }) => machine ?? `${count} × ${name}`).join(', ')
  if (choices.length > 1) return `SkyPilot takes one of ${machines} at launch`
  return choices[0]?.machine === null ? `SkyPilot chooses a machine with ${machines} at launch` : null
}
