import type { Place } from '../../model/evidence.ts'
import type { Link } from '../reporter.ts'
import { code } from './escape.ts'

/** `path:line` as code, linked to that line of the head commit where there is one to link to. */
export function place(at: Place, link: Link | null): string {
  const label = code(at.line === null ? at.path : `${at.path}:${at.line}`)
  // What was handed over beside the commit is nowhere to link to.
  if (link === null || at.path.startsWith('.unitcost/evidence/')) return label
  const anchor = at.line === null ? '' : `#L${at.line}`
  const file = [...link.repository.split('/'), 'blob', link.sha, ...at.path.split('/')].map(segment).join('/')
  return `[${label}](${link.server.replace(/[^\w:/.-]/g, '')}/${file}${anchor})`
}

/** Percent-encoded also where Markdown, not the URL, would trip: parentheses, quotes, `*`, `!`, `~`. */
const segment = (text: string) =>
  encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).replace(
    /[!'()*~]/g,
    sign => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
