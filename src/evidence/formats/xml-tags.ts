import { refused } from '../refused.ts'

export type Tag = {
  readonly name: string
  readonly kind: 'open' | 'close' | 'empty'
  readonly attributes: ReadonlyMap<string, string>
}

const LONGEST_TAG = 64 * 1024

/**
 * The tags of XML text in order, with no more than one in memory; text between them is skipped. Documents that
 * declare entities are refused: results have none, and they can grow without end.
 * @throws UnitcostError `import-refused`
 */
export async function* xmlTags(chunks: AsyncIterable<string>): AsyncGenerator<Tag> {
  let rest = ''
  let until: string | null = null
  for await (const chunk of chunks) {
    rest += chunk
    for (;;) {
      if (until === null) {
        const start = rest.indexOf('<')
        rest = start === -1 ? '' : rest.slice(start)
        if (rest.length < LONGEST_OPENING && !rest.includes('>')) break
        until = terminatorOf(rest)
      }
      const length = until === '>' ? tagLength(rest) : lengthTo(rest, until)
      if (length === null) {
        rest = shortened(rest, until)
        break
      }
      if (until === '>') yield tagOf(rest.slice(0, length))
      rest = rest.slice(length)
      until = null
    }
  }
  if (rest.trim() !== '' || until !== null)
    throw refused('it is cut off in the middle of a tag', 'Write the file again: its run did not finish.')
}

/** Of `<![CDATA[`, what a piece may be known by. */
const LONGEST_OPENING = 9

/** What ends the piece that begins here. */
function terminatorOf(text: string): string {
  if (text.startsWith('<!--')) return '-->'
  if (text.startsWith('<![CDATA[')) return ']]>'
  if (text.startsWith('<?')) return '?>'
  if (text.startsWith('<!'))
    throw refused(
      'it declares a document type or entities, which are not read',
      'Remove the <!DOCTYPE …> from the file.',
    )
  return '>'
}

function lengthTo(text: string, terminator: string): number | null {
  const at = text.indexOf(terminator)
  return at === -1 ? null : at + terminator.length
}

/** A `>` may stand in the value of an attribute. Null: the tag goes on. */
function tagLength(text: string): number | null {
  let quote = ''
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (quote !== '') {
      if (character === quote) quote = ''
    } else if (character === '"' || character === "'") quote = character
    else if (character === '>') return at + 1
    if (at > LONGEST_TAG)
      throw refused(`a tag is longer than ${LONGEST_TAG} characters`, 'Look at who wrote this file.')
  }
  return null
}

/** Of a comment or of text only the end matters: it may be cut by the end of the chunk. */
const shortened = (text: string, until: string) => (until === '>' ? text : text.slice(1 - until.length))

function tagOf(text: string): Tag {
  const [, close = '', name = '', inside = ''] = /^<(\/?)([^\s/>]+)([\s\S]*)>$/.exec(text) ?? []
  const attributes = new Map<string, string>()
  for (const [, key = '', double, single = ''] of inside.matchAll(
    /([^\s=/]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g,
  ))
    attributes.set(key, unescaped(double ?? single))
  const isEmpty = close === '' && inside.trimEnd().endsWith('/')
  return { name, kind: close === '/' ? 'close' : isEmpty ? 'empty' : 'open', attributes }
}

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

const unescaped = (text: string) =>
  text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-fA-F]{1,6})|(\w{2,4}));/g, (whole, decimal, hex, name) => {
    if (typeof name === 'string') return NAMED[name] ?? whole
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
