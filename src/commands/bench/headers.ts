import { UnitcostError } from '../../model/diagnostic.ts'
import { usage } from '../options.ts'

type Given = {
  /** Name of the environment variable that holds the key. */
  readonly keyVariable: string | null
  /** `name: value` */
  readonly written: readonly string[]
}

/**
 * The headers of every request, and what of them is never shown.
 * @throws UnitcostError `usage`, `bench-key`: without the value that was meant
 */
export function headersOf(
  { keyVariable, written }: Given,
  env: Readonly<Record<string, string | undefined>>,
): { readonly headers: Readonly<Record<string, string>>; readonly secrets: readonly string[] } {
  const own = written.map(pair)
  const key = keyVariable === null ? null : keyOf(keyVariable, env)
  const headers = { ...Object.fromEntries(own), ...(key === null ? {} : { authorization: `Bearer ${key}` }) }
  // A short value is no secret, and hiding it would blacken half of a message.
  const secrets = [...(key === null ? [] : [key]), ...own.map(([, value]) => value)]
  return { headers, secrets: secrets.filter(secret => secret.length >= 6) }
}

function pair(text: string): readonly [string, string] {
  const [, name = '', value = ''] = /^([!#$%&'*+.^_`|~0-9a-z-]+):\s*([ -~]*)$/i.exec(text) ?? []
  if (name === '') throw usage('a --header is not `name: value`', 'For example: --header "x-team: search"')
  return [name.toLowerCase(), value]
}

function keyOf(variable: string, env: Readonly<Record<string, string | undefined>>): string {
  const key = env[variable]?.trim() ?? ''
  if (/^[!-~]+$/.test(key)) return key
  const why = key === '' ? 'is empty or not set' : 'holds what cannot be sent in a header'
  throw new UnitcostError(
    'bench-key',
    `the variable of --api-key-env ${why}`,
    'Give the name of a variable that holds the key, not the key itself.',
  )
}

/** Text of the server, which may repeat what it was sent, without the secrets. */
export const withoutSecrets = (text: string, secrets: readonly string[]) =>
  secrets.reduce((shown, secret) => shown.replaceAll(secret, '***'), text)
