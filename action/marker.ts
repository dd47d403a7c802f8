/** Says which comment is ours and which run wrote it. Hidden: HTML comments are not shown. */
export type Marker = {
  /** Input `project`. */
  readonly project: string
  readonly head: string
  /** Run ids grow across all workflows of a repository, run numbers start again when a workflow is renamed. */
  readonly run: number
  readonly attempt: number
}

export const markerText = ({ project, head, run, attempt }: Marker) =>
  `<!-- unitcost key=${keyOf(project)} head=${head} run=${run} attempt=${attempt} -->`

/** The marker at the very start of a body and what follows it; null where there is none for this project. */
export function readMarker(
  body: string,
  project: string,
): { readonly marker: Marker; readonly content: string } | null {
  const [whole = '', key, head = '', run, attempt] = MARKER.exec(body) ?? []
  if (key !== keyOf(project)) return null
  const marker = { project, head, run: Number(run), attempt: Number(attempt) }
  return { marker, content: body.slice(whole.length).trim() }
}

const MARKER = /^<!-- unitcost key=([\w-]*) head=([0-9a-f]*) run=(\d{1,15}) attempt=(\d{1,9}) -->/

/** Any text becomes letters, digits, `-` and `_`: nothing can close the HTML comment. */
const keyOf = (project: string) => Buffer.from(project).toString('base64url')

/** Whether `a` was written by a later run than `b`, or by a later attempt of the same. */
export const isNewer = (a: Marker, b: Marker) => a.run > b.run || (a.run === b.run && a.attempt > b.attempt)
