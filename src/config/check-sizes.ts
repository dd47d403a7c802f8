import type { CallConfig, Config, LoopConfig, Size } from './config.ts'
import type { Pointer } from './places.ts'
import type { Problem } from './problem.ts'

/** Numbers that contradict each other: a highest below the average, a limit below the mean. */
export function checkSizes(config: Config): readonly Problem[] {
  const calls = Object.entries(config.workloads ?? {}).flatMap(([workload, { calls = {} }]) =>
    Object.entries(calls).flatMap(([name, call]) => checkCall(call, ['workloads', workload, 'calls', name])),
  )
  return [
    ...calls,
    ...checkEach(config.assumptions ?? {}, ['assumptions']),
    ...checkSize(config.defaults?.output_tokens, ['defaults', 'output_tokens']),
  ]
}

const checkCall = (call: CallConfig, at: Pointer): readonly Problem[] => [
  ...checkSize(call.output_tokens, [...at, 'output_tokens']),
  ...checkSize(call.history_tokens, [...at, 'history_tokens']),
  ...checkEach(call.variables ?? {}, [...at, 'variables']),
  ...checkLoop(call.loop ?? {}, [...at, 'loop']),
]

const checkEach = (sizes: Readonly<Record<string, Size>>, at: Pointer) =>
  Object.entries(sizes).flatMap(([name, size]) => checkSize(size, [...at, name]))

function checkSize(size: Size | undefined, at: Pointer): readonly Problem[] {
  if (size === undefined || typeof size === 'number') return []
  return [...ascending(size, ['low', 'expected'], at), ...ascending(size, ['expected', 'high'], at)]
}

/** Any of the three may be left out, so each is compared with both others. */
const checkLoop = (loop: LoopConfig, at: Pointer) => [
  ...ascending(loop, ['mean', 'max'], at),
  ...ascending(loop, ['mean', 'p95'], at),
  ...ascending(loop, ['p95', 'max'], at),
]

function ascending<Key extends string>(
  numbers: Readonly<Partial<Record<Key, number>>>,
  [smaller, larger]: readonly [Key, Key],
  at: Pointer,
): readonly Problem[] {
  const low = numbers[smaller]
  const high = numbers[larger]
  if (low === undefined || high === undefined || low <= high) return []
  const message = `\`${larger}\` (${high}) is less than \`${smaller}\` (${low}).`
  const hint = `Raise \`${larger}\` to at least ${low}, or lower \`${smaller}\`.`
  return [{ code: 'config-contradiction', severity: 'error', pointer: [...at, larger], message, hint }]
}
