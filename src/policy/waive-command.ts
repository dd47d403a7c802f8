/** What somebody asks for in a comment or a review of a pull request. */
export type WaiveCommand = {
  /** Id of a budget or of a rule. */
  readonly id: string
  /** USD up to which it shall hold; null: what it costs now. */
  readonly upTo: { readonly usd: number; readonly per: 'month' | 'request' } | null
  /** First characters of the commit that it is for, at least 7; null: the one that was judged last. */
  readonly at: string | null
  /** YYYY-MM-DD */
  readonly until: string
  readonly because: string
}

export const USAGE = '/unitcost waive BUDGET until 2026-12-31 because REASON'

const START = /^\/unitcost(?:\s|$)/
const PARTS = [
  /^\/unitcost +waive +(?<id>[A-Za-z0-9][A-Za-z0-9._/-]{0,99})/,
  /(?: +up to +\$?(?<usd>\d{1,12}(?:\.\d{1,9})?) *(?:\/|a|per)? *(?<per>month|request)?)?/,
  /(?: +at +(?<at>[0-9a-f]{7,64}))?/,
  / +until +(?<until>\d{4}-\d{2}-\d{2}) +because +(?<because>\S.{0,299})$/,
]
const COMMAND = new RegExp(PARTS.map(({ source }) => source).join(''))

/**
 * The first line that is a command, as in `/unitcost waive support-monthly until 2026-12-31 because launch`;
 * `up to $900/month` and `at 1a2b3c4` may stand before `until`. Null: nobody asks for anything. A text that
 * begins like a command and is none is `malformed`: it must not be passed over in silence.
 */
export function waiveCommand(text: string): WaiveCommand | 'malformed' | null {
  const line = text
    .slice(0, LONGEST)
    .split(/\r?\n/)
    .map(one => one.trim())
    .find(one => START.test(one))
  if (line === undefined) return null
  const { id, usd, per, at, until, because } = COMMAND.exec(line)?.groups ?? {}
  if (id === undefined || until === undefined || because === undefined) return 'malformed'
  return {
    id,
    upTo: usd === undefined ? null : { usd: Number(usd), per: per === 'request' ? per : 'month' },
    at: at ?? null,
    until,
    because,
  }
}

/** Characters that are looked at. GitHub takes 65,536. */
const LONGEST = 65_536
