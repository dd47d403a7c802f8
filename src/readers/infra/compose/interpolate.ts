export type Interpolated = {
  readonly text: string
  /** `${GPU_ID}, 0 by default`: variables that a real environment may set otherwise. */
  readonly assumed: readonly string[]
  /** Variables that nothing sets. */
  readonly missing: readonly string[]
}

/**
 * Variables of a Compose file: `$NAME`, `${NAME}`, `${NAME:-default}`, `${NAME-default}`, `${NAME:+other}`,
 * `${NAME:?error}`; `$$` is a dollar.
 * https://docs.docker.com/reference/compose-file/interpolation/
 *
 * @param dotenv what the `.env` file beside it sets
 */
export function interpolate(text: string, dotenv: ReadonlyMap<string, string>): Interpolated {
  const assumed: string[] = []
  const missing: string[] = []
  const replaced = (name: string, operator: string, rest: string): string => {
    const set = dotenv.get(name)
    const isSet = operator.startsWith(':') ? set !== undefined && set !== '' : set !== undefined
    if (operator.endsWith('+')) return isSet ? rest : ''
    if (isSet) assumed.push(`\${${name}} from .env`)
    else if (operator.endsWith('-')) assumed.push(`\${${name}}, ${rest === '' ? 'empty' : rest} by default`)
    else missing.push(name)
    return isSet ? (set ?? '') : operator.endsWith('-') ? rest : ''
  }
  return { text: expand(text, replaced), assumed, missing }
}

type Replace = (name: string, operator: string, rest: string) => string

/** Innermost braces first, so that a default may hold a variable; at most as deep as anybody nests them. */
function expand(text: string, replaced: Replace): string {
  let open = text.replaceAll('$$', '\0')
  for (let depth = 0; depth < 5 && open.includes('${'); depth++) {
    open = open.replaceAll(BRACED, (written, inner: string) => {
      const [, name, operator = '', rest = ''] = INNER.exec(inner) ?? []
      return name === undefined ? written : replaced(name, operator, rest)
    })
  }
  return open.replaceAll(/\$(\w{1,100})/g, (_, name: string) => replaced(name, '', '')).replaceAll('\0', '$')
}

const BRACED = /\$\{([^${}]{1,2000})\}/g
const INNER = /^(\w{1,100})(?:(:?[-+?])(.*))?$/s

/** `.env`: `NAME=value`, quotes and comments as Compose takes them. Values may hold no further variables. */
export function dotenvOf(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>()
  for (const line of text.split('\n')) {
    const [, name, written] = /^\s{0,20}(?:export\s{1,20})?(\w{1,100})\s{0,20}=(.*)$/.exec(line) ?? []
    if (name !== undefined) values.set(name, unquoted((written ?? '').trim()))
  }
  return values
}

function unquoted(value: string): string {
  const [, , quoted] = /^(["'])(.*?)\1/.exec(value) ?? []
  return quoted ?? value.replace(/\s#.*$/, '').trimEnd()
}
