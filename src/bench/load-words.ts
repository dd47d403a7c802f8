import type { Load } from './load.ts'

/** `4 requests/s`, `16 streams` */
export const loadWords = ({ kind, value }: Load): string =>
  kind === 'rate'
    ? `${value} ${value === 1 ? 'request' : 'requests'}/s`
    : `${value} ${value === 1 ? 'stream' : 'streams'}`
