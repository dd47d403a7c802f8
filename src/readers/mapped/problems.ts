import type { Diagnostic } from '../../model/diagnostic.ts'
import type { YamlValue } from '../yaml.ts'

/** A mapping as messages name it, and whether its file is named for it or merely fits a pattern. */
export type About = { readonly path: string; readonly number: number; readonly isCertain: boolean }

/** `at` finds nothing: where it ends, and what is there instead. */
export function nothingAt(about: About, at: string, end: YamlValue): Diagnostic {
  const line = end.line
  return finding(about, line, {
    what: `\`at: ${at}\` finds nothing in this file`,
    hint: `${thereIs(end)} Correct the path in unitcost.yml.`,
  })
}

/** A key of the mapping gives nothing for any thing. */
export function nothingFor(
  about: About,
  { key, sources, first }: { key: string; sources: readonly string[]; first: YamlValue },
): Diagnostic {
  return finding(about, first.line, {
    what: `\`${key}: ${sources.join(', ').slice(0, 120)}\` finds nothing in any of the things that \`at\` found`,
    hint: `${thereIs(first)} Correct the path, or remove the key, in unitcost.yml.`,
  })
}

export const tooMany = (about: About, most: number): Diagnostic =>
  finding(about, null, {
    what: `it finds more than ${most} things in this file, and only the first ${most} are read`,
    hint: 'Narrow `at` in unitcost.yml.',
  })

function finding(
  { path, number, isCertain }: About,
  line: number | null,
  { what, hint }: { what: string; hint: string },
): Diagnostic {
  const message = `Mapping ${number} of unitcost.yml: ${what}.`
  return {
    code: 'mapping-finds-nothing',
    severity: isCertain ? 'warning' : 'note',
    message,
    hint,
    path,
    line,
  }
}

const MOST_KEYS = 8

/** Only what looks like a word of a format is repeated: a key may be anything. */
function thereIs(value: YamlValue): string {
  if (value.shape === 'list') return 'There is a list: write `[*]`.'
  if (value.shape !== 'map') return 'There is a single value.'
  const keys = value
    .entries()
    .flatMap(({ key }) => (/^[A-Za-z_][\w-]{0,29}$/.test(key) ? [`\`${key}\``] : []))
  const more = keys.length > MOST_KEYS ? ', …' : ''
  return keys.length === 0 ? 'There are no keys.' : `There is ${keys.slice(0, MOST_KEYS).join(', ')}${more}.`
}
