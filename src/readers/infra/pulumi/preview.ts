import type { YamlValue } from '../../yaml.ts'
import type { Stack } from '../resource.ts'
import { known, unknownValue } from '../value.ts'
import type { Origin, Value } from '../value.ts'
import { stackOf } from './resources.ts'
import type { Declared } from './resources.ts'

/** What stands for a value that only the deployment decides. */
const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9'

/**
 * What will be there after `pulumi preview --json`, exactly as the program says it in whatever language.
 * https://www.pulumi.com/docs/iac/cli/commands/pulumi_preview/
 */
export function previewStack(path: string, preview: YamlValue): Stack {
  const declared = preview
    .get('steps')
    .items()
    .flatMap((step): readonly Declared[] => {
      const state = step.get('newState')
      if (state.shape !== 'map' || REMOVED.has(step.get('op').text() ?? '')) return []
      const inputs = valueOf(state.get('inputs'), path)
      return [
        {
          name: nameIn(state.get('urn').text() ?? step.get('urn').text() ?? ''),
          type: state.get('type').text() ?? '',
          at: { path, line: state.line },
          inputs: inputs.kind === 'map' ? inputs.entries : new Map<string, Value>(),
          problem: null,
        },
      ]
    })
  const settings = valueOf(preview.get('config'), path)
  const entries = settings.kind === 'map' ? settings.entries : new Map<string, Value>()
  return stackOf(declared, { root: path, environment: null, settings: entries })
}

/** The parts of a replacement that stand for the old resource. */
const REMOVED = new Set(['delete', 'delete-replaced', 'discard', 'read', 'read-replacement'])

/** `urn:pulumi:prod::chat::aws:ec2/instance:Instance::gpu` → `gpu` */
const nameIn = (urn: string): string => urn.split('::').slice(3).join('::')

/** The project that a preview is of. */
export const projectOf = (preview: YamlValue): string | null =>
  preview.get('steps').items()[0]?.get('urn').text()?.split('::')[1] ?? null

function valueOf(node: YamlValue, path: string): Value {
  const origin: Origin = { at: { path, line: node.line }, source: 'plan', name: null }
  if (node.shape === 'list')
    return { kind: 'list', items: node.items().map(item => valueOf(item, path)), origin }
  if (node.shape === 'map') {
    const entries = node.entries().map(({ key, value }) => [key, valueOf(value, path)] as const)
    return { kind: 'map', entries: new Map(entries), origin }
  }
  const text = node.text()
  if (text === UNKNOWN || text === '[secret]')
    return unknownValue(text === UNKNOWN ? 'known only when it is deployed' : 'a secret', origin)
  return known(node.boolean() ?? text, origin)
}
