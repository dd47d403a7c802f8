import type { Result } from './result.ts'

/** A pure function from a result to text: same result and options, same bytes. */
export type Reporter = (result: Result, options?: Partial<ReportOptions>) => string

export type ReportOptions = {
  /** Terminal: ANSI colors. Nothing is said by color alone. */
  readonly color: boolean
  /** Terminal: columns. */
  readonly width: number
  /** Terminal: the result of the staged changes alone, printed above the branch's. */
  readonly commit: Result | null
  /** Markdown: where places link to; null shows them as code. */
  readonly link: Link | null
  /** Markdown: what to type to get the same numbers, where revisions alone do not do. */
  readonly reproduce: string | null
  /** Markdown: characters at most. GitHub takes 65,536 for a comment. */
  readonly limit: number
}

export type Link = {
  /** `https://github.com` */
  readonly server: string
  /** `acme/shop` */
  readonly repository: string
  readonly sha: string
}

export const reportOptions = (options: Partial<ReportOptions> = {}): ReportOptions => ({
  color: false,
  width: 100,
  commit: null,
  link: null,
  reproduce: null,
  limit: 60_000,
  ...options,
})
