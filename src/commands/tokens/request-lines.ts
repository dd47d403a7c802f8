import { countLine } from '../../tokens/count-lines.ts'
import { linesOf } from '../../tokens/lines.ts'
import type { Streams } from './streams.ts'

/** Some 16 million characters: more than any API takes. */
const LONGEST_LINE = 1 << 24

/** Counts JSON lines of requests, one answer a line, in the same order. Empty lines are left out. */
export async function countRequestLines(
  chunks: AsyncIterable<string>,
  write: Streams['write'],
): Promise<void> {
  for await (const { text, tooLong } of linesOf(chunks, LONGEST_LINE)) {
    const counted = tooLong
      ? { id: null, input_tokens: null, error: `the line is longer than ${LONGEST_LINE} characters` }
      : text.trim() === ''
        ? null
        : await countLine(text)
    if (counted !== null) await write(`${JSON.stringify(counted)}\n`)
  }
}

/** True for a text that begins like a line of requests. */
export const looksLikeRequests = (head: string): boolean =>
  /^\s*\{/u.test(head) && /"request"\s*:/u.test(head) && /"(?:api|provider|model)"\s*:/u.test(head)
