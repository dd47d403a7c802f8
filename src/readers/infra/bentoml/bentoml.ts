import type { CapacityFact } from '../../../model/fact.ts'
import type { ProjectReader } from '../../reader.ts'
import { acceleratorName } from '../accelerator-name.ts'
import { capacity } from '../capacity-fact.ts'
import { counted, countOf, isNone, together } from '../count.ts'
import type { Count } from '../count.ts'
import type { Setting } from '../setting.ts'
import { settingsOf } from '../settings-of.ts'

/** https://docs.bentoml.com/en/latest/scale-with-bentocloud/deployment/configure-deployments.html */
export const bentoml: ProjectReader = {
  id: 'bentoml',
  title: 'BentoML deployments',
  files: ['**/*.{yml,yaml}'],
  sniff: ({ text }) =>
    /^services[ \t]*:/m.test(text) && /^[ \t]+(?:["']?gpu_type["']?|instance_type)[ \t]*:/m.test(text),
  read(files) {
    const { settings, diagnostics } = settingsOf(files)
    return {
      facts: settings.flatMap(({ id, setting }) =>
        setting
          .get('services')
          .entries()
          .flatMap(({ key, value }) => factOf(`${id}#${key}`, value)),
      ),
      diagnostics,
    }
  },
}

function factOf(id: string, service: Setting): readonly CapacityFact[] {
  const machine = service.get('instance_type')
  const accelerator = typed(service) ?? inMachine(machine.text())
  const units = unitsOf(service.get('scaling'))
  if (accelerator === null || isNone(units)) return []
  const sku = machine.text()
  const { name, perUnit } = accelerator
  return [
    capacity({
      id,
      at: service.at,
      resource: 'gpu-instance',
      provider: 'bentocloud',
      sku,
      skuAt: sku === null ? service.at : machine.at,
      units: units.range,
      unitsAt: units.at,
      accelerator,
      assumed: units.assumed,
      unresolved: together([
        units.why,
        sku === null ? `BentoCloud chooses a machine with ${perUnit} × ${name}` : null,
      ]),
    }),
  ]
}

type Accelerator = NonNullable<CapacityFact['accelerator']>

/** `gpu` and `gpu_type` of the resources. */
function typed(service: Setting): Accelerator | null {
  const holders = [service.get('config_overrides', 'resources'), service.get('resources')]
  const [stated] = holders.flatMap(resources => {
    const type = resources.get('gpu_type').text()
    return type === null ? [] : [{ name: acceleratorName(type), perUnit: resources.get('gpu').number() ?? 1 }]
  })
  return stated ?? null
}

/** `gpu.l4.2` has two L4. */
function inMachine(type: string | null): Accelerator | null {
  const [, name, count] = /^gpu\.([\w-]+)\.(\d{1,3})/.exec(type ?? '') ?? []
  return name === undefined ? null : { name: name.toUpperCase(), perUnit: Number(count) }
}

/** Without a scaling of its own a service has one replica. */
function unitsOf(scaling: Setting): Count {
  const low = countOf(scaling.get('min_replicas'), 'min_replicas', 1)
  const high = countOf(scaling.get('max_replicas'), 'max_replicas', Math.max(1, low.range?.high ?? 1))
  if (low.range === null || high.range === null) return low.range === null ? low : high
  return counted({ low: low.range.low, expected: low.range.low, high: high.range.high }, scaling.at)
}
