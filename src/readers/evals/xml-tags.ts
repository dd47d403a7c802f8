/** A tag of an XML text. `close`: `</name>`, or the end of `<name/>` right behind its start. */
export type XmlTag =
  | { readonly kind: 'open'; readonly name: string; readonly attributes: ReadonlyMap<string, string> }
  | { readonly kind: 'close'; readonly name: string }

/**
 * The tags of an XML text in order; texts, comments, CDATA and declarations are skipped, and no entity of a document
 * type is ever expanded. What is cut off in the middle of a tag ends the list. Linear in the length of the text.
 * https://www.w3.org/TR/xml/
 */
export function* xmlTags(text: string): Iterable<XmlTag> {
  for (let at = text.indexOf('<'); at !== -1; at = text.indexOf('<', at)) {
    const end = endOf(text, at)
    if (end === null) return
    const inside = text.slice(at + 1, end - 1)
    at = end
    if (/^[!?]/.test(inside)) continue
    if (inside.startsWith('/')) yield { kind: 'close', name: inside.slice(1).trim() }
    else yield* startTag(inside)
  }
}

/** Behind the tag, comment or section that starts here. */
function endOf(text: string, at: number): number | null {
  const [, close] = SECTIONS.find(([open]) => text.startsWith(open, at)) ?? []
  if (close !== undefined) return behind(text.indexOf(close, at + 4), close)
  for (let end = at + 1; end < text.length; end += 1) {
    const sign = text.charAt(end)
    if (sign === '>') return end + 1
    if (sign !== '"' && sign !== "'") continue
    const quote = text.indexOf(sign, end + 1)
    if (quote === -1) return null
    end = quote
  }
  return null
}

const SECTIONS = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
] as const

const behind = (at: number, close: string) => (at === -1 ? null : at + close.length)

function* startTag(inside: string): Iterable<XmlTag> {
  const name = /^[\w:.-]{1,100}/.exec(inside)?.[0]
  if (name === undefined) return
  const attributes = new Map<string, string>()
  for (const [, key, double, single] of inside.matchAll(/\s([\w:.-]{1,100})\s?=\s?(?:"([^"]*)"|'([^']*)')/g))
    if (key !== undefined) attributes.set(key, plain(double ?? single ?? ''))
  yield { kind: 'open', name, attributes }
  if (inside.endsWith('/')) yield { kind: 'close', name }
}

const plain = (text: string) =>
  text.replace(/&(lt|gt|quot|apos|amp|#\d{1,6}|#x[\da-f]{1,6});/gi, (whole, entity: string) => {
    if (!entity.startsWith('#')) return NAMED[entity.toLowerCase()] ?? whole
    const code = /^#x/i.test(entity) ? Number.parseInt(entity.slice(2), 16) : Number(entity.slice(1))
    return code > 0 && code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole
  })

const NAMED: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', apos: "'", amp: '&' }
