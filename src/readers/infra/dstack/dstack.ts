import type { CapacityFact } from '../../../model/fact.ts'
import type { ProjectReader } from '../../reader.ts'
import { capacity } from '../capacity-fact.ts'
import { counted, isNone, together, uncounted } from '../count.ts'
import type { Count } from '../count.ts'
import { NOT_SERVED, servedBy } from '../engine.ts'
import { onlyText } from '../setting.ts'
import type { Setting } from '../setting.ts'
import { settingsOf } from '../settings-of.ts'
import { gpuOf, rangeOf } from './gpu.ts'

/** https://dstack.ai/docs/reference/dstack.yml/ */
export const dstack: ProjectReader = {
  id: 'dstack',
  title: 'dstack',
  files: ['**/*.{yml,yaml}'],
  sniff: ({ text }) =>
    /^type[ \t]*:[ \t]*["']?(?:service|task|dev-environment|fleet)\b/m.test(text) &&
    /^[ \t]*(?:-[ \t]+)?(?:resources|gpu|instance_types|nodes)[ \t]*:/m.test(text),
  read(files) {
    const { settings, diagnostics } = settingsOf(files)
    return { facts: settings.flatMap(({ id, setting }) => factsOf(id, setting)), diagnostics }
  },
}

/** A service may have groups of replicas, each with machines and commands of its own. */
function factsOf(path: string, run: Setting): readonly CapacityFact[] {
  const name = run.get('name').text()
  const id = name === null ? path : `${path}#${name}`
  const groups = run.get('type').text() === 'service' ? run.get('replicas').items() : []
  if (groups.length === 0) return factOf(id, run, run)
  return groups.flatMap((group, index) => factOf(`${id}/${group.get('name').text() ?? index}`, run, group))
}

function factOf(id: string, run: Setting, group: Setting): readonly CapacityFact[] {
  const type = run.get('type').text() ?? ''
  const stated = (key: string) => (group.get(key).shape === 'nothing' ? run.get(key) : group.get(key))
  const gpu = gpuOf(stated('resources').get('gpu'))
  const units = unitsOf(type, run, group)
  if (gpu === null || isNone(units) || run.get('ssh_config').shape === 'map') return []
  const sku = onlyText(stated('instance_types'))
  return [
    capacity({
      id,
      at: group.at,
      resource: 'gpu-instance',
      lifetime: LASTING.has(type) ? 'always' : 'job',
      provider: onlyText(run.get('backends')) ?? 'dstack',
      sku,
      skuAt: gpu.at,
      units: units.range,
      unitsAt: units.at,
      region: onlyText(run.get('regions')),
      pricing: run.get('spot_policy').text() === 'spot' ? 'spot' : 'on_demand',
      accelerator: { name: gpu.name, perUnit: gpu.count },
      ...(type === 'fleet' ? NOT_SERVED : served(run, stated)),
      node: nodeOf(type, run),
      unresolved: together([
        units.why,
        sku === null ? `dstack chooses a machine with ${gpu.text} when it starts` : null,
      ]),
    }),
  ]
}

const LASTING = new Set(['service', 'fleet'])

/** Replicas of a service, nodes of a task or fleet: `2`, `0..4`; dstack starts with the minimum. */
function unitsOf(type: string, run: Setting, group: Setting): Count {
  if (type !== 'service') return rangeCount(run.get('nodes'), 'nodes')
  return rangeCount(group === run ? run.get('replicas') : group.get('count'), 'replicas')
}

function rangeCount(setting: Setting, name: string): Count {
  if (setting.shape === 'nothing') return counted({ low: 1, expected: 1, high: 1 }, setting.at)
  const range = rangeOf(setting)
  if (range === null) return uncounted(`${name} = ${setting.text() ?? 'no range'}`, setting.at)
  return counted({ low: range.low, expected: range.low, high: range.high }, setting.at)
}

/** Runs go to the fleets that they name, and those are paid, not the run. */
function nodeOf(type: string, run: Setting): CapacityFact['node'] {
  const name = run.get('name').text()
  if (type === 'fleet') return name === null ? null : { role: 'pool', labels: { 'dstack.fleet': name } }
  const fleet = onlyText(run.get('fleets'))
  return fleet === null ? null : { role: 'pod', labels: { 'dstack.fleet': fleet } }
}

/** `env`: a map, or a list of `NAME=value` and of names that the caller sets. */
function served(run: Setting, stated: (key: string) => Setting) {
  const env = run.get('env')
  const pairs = [
    ...env.entries().map(({ key, value }) => [key, value.text() ?? ''] as const),
    ...env.items().flatMap(item => {
      const [key = '', ...value] = (item.text() ?? '').split('=')
      return value.length === 0 ? [] : [[key, value.join('=')] as const]
    }),
  ]
  const words = stated('commands')
    .items()
    .map(item => item.text() ?? '')
  const found = servedBy({ image: stated('image').text(), words, environment: new Map(pairs) })
  const model = run.get('model')
  return { ...found, model: model.text() ?? model.get('name').text() ?? found.model }
}
