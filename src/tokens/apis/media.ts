import { textPart } from '../conversation.ts'
import type { Media, Part } from '../conversation.ts'

/**
 * What is known of a piece of media. Base64 is described: `[image/png 400x301 12345 bytes]`,
 * `[application/pdf 3 pages 9999 bytes]`, `[blob 77 bytes]`; a reference tells nothing.
 */
export function mediaOf(type: string, source: string, detail: Media['detail'] = 'auto'): Media {
  const head = source.slice(0, LONGEST_DESCRIPTION)
  const size = /(\d{1,6})x(\d{1,6})/u.exec(head)
  const known = /\[([a-z]+\/[\w.+-]+)/u.exec(head)?.[1] ?? type
  return {
    kind: 'media',
    media: mediumOf(`${known} ${head}`),
    width: numberIn(size?.[1]),
    height: numberIn(size?.[2]),
    pages: numberIn(/(\d{1,6}) pages?/u.exec(head)?.[1]),
    bytes: numberIn(/(\d{1,12}) bytes/u.exec(head)?.[1]) ?? base64Bytes(source),
    detail,
  }
}

/** A document of plain text is counted as the text that it is; all else is media. */
export function documentOf(type: string, data: string): Part {
  const isText = /text\/|\b(?:txt|csv|md|html?)\b/iu.test(type) && BASE64.test(data)
  return isText ? textPart(Buffer.from(data, 'base64').toString('utf8')) : mediaOf(type, data)
}

const BASE64 = /^[A-Za-z0-9+/\s]+={0,2}\s*$/u

const LONGEST_DESCRIPTION = 200

function mediumOf(description: string): Media['media'] {
  if (/audio|\b(?:mp3|wav|ogg|m4a)\b/iu.test(description)) return 'audio'
  if (/video|youtu|\b(?:mp4|mov|webm|mpe?g)\b/iu.test(description)) return 'video'
  if (/pdf|document|text\/|application\/|\bfile\b|\b(?:docx?|xlsx?|csv|html?|txt|md)\b/iu.test(description))
    return 'document'
  return 'image'
}

const numberIn = (digits: string | undefined): number | null => (digits === undefined ? null : Number(digits))

/** Real base64 rather than a description of it. */
const base64Bytes = (source: string): number | null =>
  source.length > 1000 ? Math.round((source.length - source.indexOf(',') - 1) * 0.75) : null
