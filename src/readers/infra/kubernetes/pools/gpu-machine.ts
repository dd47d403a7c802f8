/** Machine types, or families of them, with accelerators: AWS, Azure's N-series, Google. */
export const isGpuMachine = (type: string): boolean => ACCELERATED.test(type)

const ACCELERATED =
  /^(?:p\d|g[3-9]|gr6|inf\d|trn\d|dl\d)[a-z0-9-]*(?:\.|$)|^standard_n[cdgpv]|^n$|^(?:a2|a3|a4|a4x|g2|g4)-/i
