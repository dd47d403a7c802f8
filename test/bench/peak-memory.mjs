// Preloaded with --import into the process to be measured: says at its end how much memory it needed at most.
import { readFileSync, writeFileSync } from 'node:fs'

process.on('exit', () => writeFileSync(process.env.PEAK_MEMORY_FILE, String(peakKilobytes())))

// On Linux a process inherits the peak of the one that started it, unless asked for its own high-water mark.
function peakKilobytes() {
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1])
}
