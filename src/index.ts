/** The public API: judge a change from a program. The command line and the Action are made of the same parts. */
export { gate, type GateInput } from './gate.ts'
export { openRepository, changeBetween, type Repository } from './snapshot/change.ts'
export { directoryTree } from './snapshot/directory.ts'
export { memoryTree } from './snapshot/memory.ts'
export { memoryCache } from './tokens/count-cache.ts'
export { reporters } from './report/index.ts'
export { UnitcostError } from './model/diagnostic.ts'
export type { Result } from './report/result.ts'
