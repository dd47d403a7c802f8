/** A line of a stream; `tooLong` when it was longer than allowed and its text was dropped. */
export type StreamLine = { readonly text: string; readonly tooLong: boolean }

/** Lines of a stream of text, with no more than one of them in memory. @param longest in UTF-16 units */
export async function* linesOf(chunks: AsyncIterable<string>, longest: number): AsyncIterable<StreamLine> {
  let open = ''
  let tooLong = false
  for await (const chunk of chunks) {
    const [first = '', ...more] = chunk.split('\n')
    if (!tooLong) open += first
    for (const next of more) {
      yield { text: tooLong ? '' : open, tooLong }
      open = next
      tooLong = false
    }
    if (open.length > longest) {
      open = ''
      tooLong = true
    }
  }
  if (tooLong || open !== '') yield { text: open, tooLong }
}
