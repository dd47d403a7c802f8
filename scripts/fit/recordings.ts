import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'

/** A request as it was sent, with the input tokens that the provider billed for it. */
export type Recording = {
  readonly id: string
  readonly group: string
  readonly provider: string
  readonly api: string
  readonly model: string
  readonly request: unknown
  readonly usage: { readonly input: number }
  readonly source: string
}

/** JSON lines with the keys above; others are ignored. */
export async function readRecordings(path: string): Promise<readonly Recording[]> {
  const recordings: Recording[] = []
  for await (const line of createInterface({ input: createReadStream(path) }))
    if (line.trim() !== '') recordings.push(JSON.parse(line))
  return recordings
}
