import { brokenWords } from '../../bench/broken-limit.ts'
import { loadWords } from '../../bench/load-words.ts'
import type { Progress } from '../../bench/measure.ts'
import { count } from '../../words/numbers.ts'
import type { BenchWorld } from './world.ts'

type Shown = Pick<BenchWorld, 'tell' | 'isTerminal'> & { readonly now: () => number }

/** One line that changes on a terminal; elsewhere a line at the start and the end of each load, and every 30 s. */
export function progressLine({ tell, isTerminal, now }: Shown): (progress: Progress) => void {
  const live = liveLine({ tell, isTerminal, now })
  let done = { answered: 0, failed: 0, tokens: 0, sinceMs: now() }
  return progress => {
    if (progress.kind === 'end') return tell(`${isTerminal ? CLEAR : ''}${endWords(progress.run)}\n`)
    const name = loadWords(progress.load)
    if (progress.kind !== 'sample') {
      done = { answered: 0, failed: 0, tokens: 0, sinceMs: now() }
      const again = progress.repeat === 0 ? '' : `, again (${progress.repeat + 1})`
      return live(`${name}${again}: ${progress.kind === 'start' ? 'measuring' : 'warming up'}`, true)
    }
    const { sample } = progress
    if (sample.kind === 'answered')
      done = { ...done, answered: done.answered + 1, tokens: done.tokens + sample.outputTokens }
    else done = { ...done, failed: done.failed + 1 }
    const seconds = (now() - done.sinceMs) / 1000
    const failed = done.failed === 0 ? '' : `, ${count(done.failed)} failed`
    const speed = count(done.tokens / Math.max(0.001, seconds))
    live(
      `${name}: ${count(done.answered)} answered${failed}, ${speed} tokens/s, ${seconds.toFixed(0)} s`,
      false,
    )
  }
}

const CLEAR = '\r\u001B[2K'

/** @returns writes a line; one that is not important only when the last one is old enough */
function liveLine({ tell, isTerminal, now }: Shown) {
  const restMs = isTerminal ? 200 : 30_000
  let lastMs = now()
  return (text: string, isImportant: boolean) => {
    if (!isImportant && now() - lastMs < restMs) return
    lastMs = now()
    tell(isTerminal ? `${CLEAR}${text}` : `${text}\n`)
  }
}

function endWords({ load, summary, broken, clientBound }: Extract<Progress, { kind: 'end' }>['run']): string {
  const { requestsPerSecond, outputPerSecond, ok } = summary
  const speed = `${count(requestsPerSecond)} requests/s, ${count(outputPerSecond)} output tokens/s`
  const why = broken === null ? '' : ` · ${brokenWords(broken)}`
  return `${loadWords(load)}: ${count(ok)} answered, ${speed}${why}${clientBound.length > 0 ? ' · client-bound' : ''}`
}
