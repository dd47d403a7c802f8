import { countLine } from '../../tokens/count-lines.ts'
import type { CountedLine } from '../../tokens/count-lines.ts'
import { isRecord, parsed, textOf } from '../../tokens/loose.ts'
import { linesOf } from '../../tokens/lines.ts'
import type { AskProvider } from './ask-provider.ts'
import type { Streams } from './streams.ts'

/** Some 16 million characters: more than any API takes. */
const LONGEST_LINE = 1 << 24

type Answering = { readonly write: Streams['write']; readonly ask: AskProvider | null }

/**
 * Counts JSON lines of requests, one answer a line, in the same order. Empty lines are left out.
 * `ask`: where the provider itself can be asked, its count replaces ours; where it fails, ours says why.
 */
export async function countRequestLines(
  chunks: AsyncIterable<string>,
  { write, ask }: Answering,
): Promise<void> {
  for await (const { text, tooLong } of linesOf(chunks, LONGEST_LINE)) {
    if (!tooLong && text.trim() === '') continue
    const counted = tooLong ? TOO_LONG : await countLine(text)
    await write(`${JSON.stringify(ask === null ? counted : await asked(text, counted, ask))}\n`)
  }
}

const TOO_LONG: CountedLine = {
  id: null,
  input_tokens: null,
  error: `the line is longer than ${LONGEST_LINE} characters`,
}

async function asked(text: string, counted: CountedLine, ask: AskProvider) {
  const row = parsed(text)
  if (counted.input_tokens === null || !isRecord(row)) return counted
  const { provider, api, model, request } = row
  const answer = await ask({ provider: textOf(provider), api: textOf(api), model: textOf(model), request })
  if (answer.kind === 'failed') return { ...counted, exact_error: answer.why }
  if (answer.kind === 'not-asked') return counted
  const { tokens } = answer
  const breakdown = { [`counted by ${textOf(provider)}`]: tokens }
  return { id: counted.id, input_tokens: tokens, low: tokens, high: tokens, exact: true, breakdown }
}

/** True for a text that begins like a line of requests. */
export const looksLikeRequests = (head: string): boolean =>
  /^\s*\{/u.test(head) && /"request"\s*:/u.test(head) && /"(?:api|provider|model)"\s*:/u.test(head)
