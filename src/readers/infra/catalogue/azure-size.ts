import { text } from './section.ts'
import type { Section, Stated } from './section.ts'

/** N-series: NC and ND compute, NV visualization, NG gaming. */
export const AZURE_ACCELERATED = /^standard_n[cdgv]/i

/** Azure ignores case, so `standard_nc4as_t4_v3` is `Standard_NC4as_T4_v3`. */
export function sizeOf(section: Section, name: string): Stated<string> {
  const size = text(section, name)
  if (size.kind !== 'known') return size
  const [, machine = '', ...more] = size.value.toLowerCase().split('_')
  const series = machine.replace(/^[a-z]+/, letters => letters.toUpperCase())
  const others = more.map(part => (/^v\d+$/.test(part) ? part : part.toUpperCase()))
  return { ...size, value: ['Standard', series, ...others].join('_') }
}
