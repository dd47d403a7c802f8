import type { Mapping } from '../model/mapping.ts'
import type { Config } from './config.ts'
import { didYouMean } from './nearest.ts'
import type { Pointer } from './places.ts'
import type { Problem } from './problem.ts'

/** Mappings that give nothing or both, and `{names}` that no path gives. */
export const checkMappings = ({ mappings = [] }: Config): readonly Problem[] =>
  mappings.flatMap((mapping, index) => {
    const pointer: Pointer = ['mappings', index]
    const names = namesIn(mapping.at)
    return [
      ...checkPurpose(mapping, pointer),
      ...checkNames(mapping, { names, pointer }),
      ...checkNames(mapping.targets ?? {}, {
        names: [...names, ...namesIn(mapping.targets?.at)],
        pointer: [...pointer, 'targets'],
      }),
    ]
  })

const CALL_KEYS = ['model', 'prompt', 'text', 'max_output', 'max_steps'] as const

function checkPurpose(mapping: Mapping, pointer: Pointer): readonly Problem[] {
  const given = CALL_KEYS.find(key => mapping[key] !== undefined)
  const code = 'config-contradiction'
  if (mapping.targets === undefined && given === undefined) {
    const message = 'This mapping says neither what is called nor where requests go.'
    const hint = 'Add `model` or `prompt` for calls, or `targets` for routes.'
    return [{ code, severity: 'error', pointer, message, hint }]
  }
  if (mapping.targets === undefined || given === undefined) return []
  const message = `\`${given}\` is of calls, and \`targets\` makes this mapping one of routes.`
  const hint = `Move \`${given}\` below \`targets\`, or write a second mapping for the calls.`
  return [{ code, severity: 'error', pointer: [...pointer, given], message, hint }]
}

type Known = { readonly names: readonly string[]; readonly pointer: Pointer }

const checkNames = (values: object, { names, pointer }: Known): readonly Problem[] =>
  Object.entries(values)
    .filter(([key, value]) => key !== 'files' && Array.isArray(value))
    .flatMap(([key, sources]: readonly [string, readonly string[]]) =>
      sources
        .filter(source => source.startsWith('='))
        .flatMap(namesIn)
        .filter(name => !names.includes(name))
        .map(name => ({
          code: 'config-unknown-name',
          severity: 'error' as const,
          pointer: [...pointer, key],
          message: `\`{${name}}\` is not a name that \`at\` gives.`,
          hint: didYouMean(name, names, 'names in `at`'),
        })),
    )

/** `$.tasks.{task}` → `task`. */
const namesIn = (text = ''): readonly string[] =>
  [...text.matchAll(/\{([A-Za-z_]\w*)\}/g)].map(([, name = '']) => name)
