import type { CapacityFact } from '../../../model/fact.ts'
import { exactly } from '../../../model/quantity.ts'
import { capacity } from '../capacity-fact.ts'
import { servedBy } from '../engine.ts'
import type { Setting } from '../setting.ts'
import { devicesOf } from './devices.ts'
import type { Devices } from './devices.ts'
import { interpolate } from './interpolate.ts'

type File = {
  readonly path: string
  readonly dotenv: ReadonlyMap<string, string>
  /** Services that the file itself names; the others are those of the file below it. */
  readonly own: ReadonlySet<string>
  /** What a file that `env_file` names sets. */
  readonly variablesIn: (path: string) => ReadonlyMap<string, string>
}

/** One fact for each service with a GPU. A GPU that several services get is divided among them. */
export function serviceFacts(compose: Setting, file: File): readonly CapacityFact[] {
  const users = compose
    .get('services')
    .entries()
    .filter(({ key, value }) => file.own.has(key) && !isScaledToNothing(value))
    .flatMap(({ key, value }) => {
      const devices = devicesOf(value, file.dotenv)
      return devices === null ? [] : [{ name: key, service: value, devices }]
    })
  const sharers = sharersOf(users.map(({ devices }) => devices))
  return users
    .filter(({ devices }) => devices.ids === null || devices.ids === 'all' || devices.ids.size > 0)
    .map(user => factOf(user, sharers, file))
}

const isScaledToNothing = (service: Setting): boolean =>
  service.get('deploy', 'replicas').number() === 0 || service.get('scale').number() === 0

/** GPU → how many services get it. Who gets all of them gets each of the named ones, too. */
function sharersOf(all: readonly Devices[]): ReadonlyMap<string, number> {
  const greedy = all.filter(({ ids }) => ids === 'all').length
  const sharers = new Map<string, number>()
  for (const { ids } of all) {
    if (ids === 'all' || ids === null) continue
    for (const id of ids) sharers.set(id, (sharers.get(id) ?? greedy) + 1)
  }
  return sharers
}

type User = { readonly name: string; readonly service: Setting; readonly devices: Devices }

function factOf(user: User, sharers: ReadonlyMap<string, number>, file: File): CapacityFact {
  const { name, service, devices } = user
  const { ids } = devices
  const known = ids === null || ids === 'all' ? null : [...ids]
  const shared = (known ?? []).filter(id => (sharers.get(id) ?? 1) > 1)
  const machine = 'the machine is not named; map this file in infrastructure.machines of unitcost.yml'
  return capacity({
    id: `${file.path}#${name}`,
    at: service.at,
    resource: 'accelerators',
    provider: 'host',
    units: known && exactly(known.reduce((sum, id) => sum + 1 / (sharers.get(id) ?? 1), 0)),
    unitsAt: devices.at,
    accelerator: { name: null, perUnit: known === null ? null : 1 },
    ...served(service, file),
    assumed: [
      ...devices.assumed,
      ...shared.map(id => `GPU ${id} is divided equally among the ${sharers.get(id)} services that get it`),
      ...profiles(service),
    ],
    unresolved: [
      ...(ids === 'all' ? ['it gets all GPUs of the machine, and the file does not tell how many'] : []),
      ...(devices.why === null ? [] : [devices.why]),
      machine,
    ].join('; '),
  })
}

/** An empty profile is always on. */
function profiles(service: Setting): readonly string[] {
  const names = service
    .get('profiles')
    .items()
    .map(item => item.text() ?? '')
  return names.length === 0 || names.includes('') ? [] : [`it is started with profile ${names.join(' or ')}`]
}

function served(service: Setting, { dotenv, variablesIn }: File) {
  const plain = (text: string | null) => interpolate(text ?? '', dotenv).text
  const words = ['entrypoint', 'command'].flatMap(key => {
    const written = service.get(key)
    return written.shape === 'list' ? written.items().map(item => item.text()) : [written.text()]
  })
  const environment = service.get('environment')
  const named = service.get('env_file')
  const envFiles = [named, ...named.items(), ...named.items().map(item => item.get('path'))]
  const pairs = [
    ...envFiles.flatMap(item => [...variablesIn(plain(item.text()))]),
    ...environment.entries().map(({ key, value }) => [key, plain(value.text())] as const),
    ...environment.items().map(item => {
      const [key = '', ...value] = plain(item.text()).split('=')
      return [key, value.join('=')] as const
    }),
  ]
  return servedBy({
    image: plain(service.get('image').text()),
    words: words.filter(word => word !== null).map(plain),
    environment: new Map(pairs),
  })
}
