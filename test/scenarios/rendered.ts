import { micromark } from 'micromark'
import { gfm, gfmHtml } from 'micromark-extension-gfm'

/** As GitHub renders it before it sanitizes: a tag that came through would be seen. */
export const rendered = (markdown: string) =>
  micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] })

export const withoutCode = (html: string) => html.replace(/<code>.*?<\/code>/gsu, '')

/** GitHub refuses a comment with more characters. */
export const LONGEST_COMMENT = 65_536
