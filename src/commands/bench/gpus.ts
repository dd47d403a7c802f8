import { execFile, spawn } from 'node:child_process'
import { GPU_TOOLS, type Device, type GpuTool, type Reading } from '../../bench/gpu/readings.ts'

type Environment = Readonly<Record<string, string | undefined>>

export type Gpus = { readonly tool: GpuTool; readonly devices: readonly Device[] }

/** The accelerators of this machine; null: it has none, or its tool is not there. */
export async function findGpus(which: 'nvidia' | 'amd' | 'auto', env: Environment): Promise<Gpus | null> {
  for (const tool of GPU_TOOLS) {
    if (which !== 'auto' && which !== tool.vendor) continue
    const devices = tool.devices(await output(tool, env))
    if (devices.length > 0) return { tool, devices }
  }
  return null
}

/** Empty where it cannot be run. */
const output = ({ program, identify }: GpuTool, env: Environment): Promise<string> =>
  new Promise(resolve => {
    execFile(program, [...identify], { env, timeout: 20_000 }, (error, stdout) =>
      resolve(error === null ? stdout : ''),
    )
  })

/** Reads power once a second until it is asked for what it read. */
export function watchPower({ tool }: Gpus, env: Environment): () => readonly Reading[] {
  const child = spawn(tool.program, [...tool.monitor], { env, stdio: ['ignore', 'pipe', 'ignore'] })
  const pieces: string[] = []
  let size = 0
  child.on('error', () => {})
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    size += text.length
    if (size < MOST_CHARACTERS) pieces.push(text)
  })
  return () => {
    child.kill()
    return tool.readings(pieces.join(''))
  }
}

/** A day of eight accelerators. */
const MOST_CHARACTERS = 100_000_000
