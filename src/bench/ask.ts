import { chunkOf } from './chunk.ts'
import type { Failure } from './failure.ts'
import { sseSplitter } from './sse.ts'

/** Sends one request; `receive` gets the text of its answer, and says when it wants no more. */
export type Send = (
  body: string,
  receive: (text: string) => Failure | null,
  stop: AbortSignal,
) => Promise<Failure | null>

/** One request, in milliseconds of the clock. */
export type Sample = {
  /** When it was due by the schedule: what a user would have waited from. */
  readonly dueMs: number
  readonly sentMs: number
  readonly endedMs: number
} & (Answered | { readonly kind: 'failed'; readonly failure: Failure })

export type Answered = {
  readonly kind: 'answered'
  /** First chunk with a choice, even without text. */
  readonly firstMs: number
  /** Last such chunk. */
  readonly lastMs: number
  /** Between one such chunk and the next. */
  readonly gapsMs: readonly number[]
  /** Null: the server does not say. */
  readonly inputTokens: number | null
  readonly outputTokens: number
  /** `chunks`: the server does not say how many tokens; each chunk with text is counted as one. */
  readonly basis: 'usage' | 'chunks'
}

export type Request = {
  readonly body: string
  readonly dueMs: number
  /** What was asked for: an answer that is far longer has no end. */
  readonly outputTokens: number
}

type Outside = { readonly send: Send; readonly now: () => number; readonly stop: AbortSignal }

/** Sends a request and times its answer. */
export async function ask(request: Request, { send, now, stop }: Outside): Promise<Sample> {
  const sentMs = now()
  const answer = answerReader(now, request.outputTokens)
  const broken = await send(request.body, answer.take, stop)
  const ended = broken === null ? answer.end() : null
  const timed = { dueMs: request.dueMs, sentMs, endedMs: now() }
  if (ended?.kind === 'answered') return { ...timed, ...ended }
  const failure = broken ?? ended?.failure ?? { kind: 'truncated', detail: 'no end' }
  return { ...timed, kind: 'failed', failure }
}

type Ended = Answered | { readonly kind: 'failed'; readonly failure: Failure }

/** What was seen of an answer so far. */
type Seen = {
  times: number[]
  texts: number
  input: number | null
  output: number | null
  isComplete: boolean
  failure: Failure | null
}

function answerReader(now: () => number, outputTokens: number) {
  const seen: Seen = { times: [], texts: 0, input: null, output: null, isComplete: false, failure: null }
  // Some servers send several chunks a token around the first and the last one.
  const most = outputTokens * 4 + 1000
  const splitter = sseSplitter(payload => {
    seen.failure ??= note(payload, seen, now())
    if (seen.times.length > most) seen.failure ??= { kind: 'endless', detail: `over ${most} chunks` }
  })
  return {
    take: (text: string): Failure | null => {
      const fits = splitter.take(text)
      return seen.failure ?? (fits ? null : { kind: 'endless', detail: 'a line without an end' })
    },
    end: (): Ended => {
      splitter.end()
      return endOf(seen)
    },
  }
}

function note(payload: string, seen: Seen, at: number): Failure | null {
  const chunk = chunkOf(payload)
  if (chunk.kind === 'invalid') return { kind: 'invalid_chunk', detail: payload.slice(0, 80) }
  if (chunk.kind === 'error') return { kind: 'server_error', detail: chunk.message }
  if (chunk.kind === 'end' || chunk.isFinished) seen.isComplete = true
  if (chunk.kind === 'end') return null
  if (chunk.hasChoice) seen.times.push(at)
  if (chunk.hasText) seen.texts += 1
  seen.input = chunk.usage?.input ?? seen.input
  seen.output = chunk.usage?.output ?? seen.output
  return null
}

function endOf({ times, texts, input, output, isComplete, failure }: Seen): Ended {
  const failed = (broken: Failure): Ended => ({ kind: 'failed', failure: broken })
  if (failure !== null) return failed(failure)
  if (!isComplete) return failed({ kind: 'truncated', detail: `after ${times.length} chunks` })
  const [firstMs, lastMs] = [times[0], times.at(-1)]
  const outputTokens = output ?? texts
  if (firstMs === undefined || lastMs === undefined || outputTokens === 0)
    return failed({ kind: 'no_tokens', detail: `${times.length} chunks` })
  return {
    kind: 'answered',
    firstMs,
    lastMs,
    gapsMs: times.slice(1).map((time, index) => time - (times[index] ?? time)),
    inputTokens: input,
    outputTokens,
    basis: output === null ? 'chunks' : 'usage',
  }
}
