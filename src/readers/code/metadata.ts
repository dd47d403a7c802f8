import type { CallMetadata } from '../../model/fact.ts'
import { entryOf, fixedText, type Entry, type Expression } from './module.ts'
import type { Reading } from './names.ts'

/**
 * Labels that a call sends: `user`, `metadata`, tags of LiteLLM, headers of Helicone and Portkey.
 * https://docs.litellm.ai/docs/proxy/cost_tracking https://docs.helicone.ai/helicone-headers/header-directory
 * https://portkey.ai/docs/product/observability/metadata
 */
export function metadataOf(named: readonly Entry[], at: Reading): CallMetadata {
  const value = (keys: readonly string[]) => entryOf(named, keys)?.value
  const nested = NESTED.flatMap(key => {
    const found = value([key])
    return found === undefined ? [] : labelsIn(found, shortOf(key), at)
  })
  const body = value(['extra_body', 'extraBody'])
  const telemetry = value(['experimental_telemetry', 'experimentalTelemetry'])
  return Object.fromEntries(
    [
      ...USERS.flatMap(key => {
        const found = value([key])
        return found === undefined ? [] : [[key, textOf(found, at)] as const]
      }),
      ...nested,
      ...[body, telemetry].flatMap(found =>
        found === undefined ? [] : Object.entries(metadataOf(at.names.entries(found, at.scope), at)),
      ),
      ...Object.entries(headersIn(value(['extra_headers', 'extraHeaders', 'headers']), at)),
    ].slice(0, MOST_LABELS),
  )
}

const USERS = ['user', 'safety_identifier', 'safetyIdentifier', 'end_user', 'tags', 'functionId']
const NESTED = ['metadata', 'requestMetadata', 'request_metadata']
const MOST_LABELS = 50

/** Bedrock's word for the same thing. */
const shortOf = (key: string) => (key === 'metadata' ? key : 'metadata')

/** Only headers that are labels: others may be keys, and are nobody's business. */
export function headersIn(headers: Expression | undefined, at: Reading): CallMetadata {
  if (headers === undefined) return {}
  const labels = at.names.entries(headers, at.scope).filter(({ key }) => LABELS.test(key))
  return Object.fromEntries(
    labels.slice(0, MOST_LABELS).flatMap(({ key, value }) => labelsIn(value, key.toLowerCase(), at)),
  )
}

const LABELS =
  /^(?:helicone-(?:user-id|prompt-id|session-[\w-]+|property-[\w-]+)|x-portkey-(?:metadata|trace-id)|x-litellm-tags|x-title)$/iu

/** `{team: 'support'}` → `metadata.team`; an object that is sent as JSON is one too. */
function labelsIn(
  value: Expression,
  name: string,
  at: Reading,
): readonly (readonly [string, string | null])[] {
  const meant = at.names.meaning(value, at.scope)
  const object = meant.kind === 'call' && AS_JSON.test(calleeName(meant.callee)) ? meant.args[0] : meant
  const entries = object === undefined ? [] : objectEntries(object, at)
  if (entries.length === 0) return [[name, textOf(meant, at)]]
  return entries.map(entry => [`${name}.${entry.key.slice(0, 100)}`, textOf(entry.value, at)] as const)
}

const AS_JSON = /^(?:dumps|stringify)$/u

const calleeName = (callee: Expression) =>
  callee.kind === 'name' || callee.kind === 'member' ? callee.name : ''

const objectEntries = (value: Expression, { names, scope }: Reading): readonly Entry[] =>
  names.meaning(value, scope).kind === 'object' ? names.entries(value, scope) : []

/** A text, a number, or a list of texts as one; null for what is decided at run time. */
function textOf(value: Expression, at: Reading): string | null {
  const meant = at.names.meaning(value, at.scope)
  if (meant.kind === 'number') return String(meant.value)
  const texts = meant.kind === 'list' ? meant.items.slice(0, MOST_LABELS) : [meant]
  const known = texts.map(text => fixedText(at.names.meaning(text, at.scope)))
  return known.every(text => text !== null) && known.length > 0 ? known.join(',').slice(0, 200) : null
}
