import type { Member, Type, Types } from './types.ts'

/**
 * What `{{ ctx.output_format }}` becomes: the return type in words. Null where a part of the type is declared
 * in another file, or the text would have no end.
 * https://docs.boundaryml.com/ref/prompt-syntax/ctx-output-format
 */
export function outputFormat(type: Type, types: Types): string | null {
  const enums = hoisted(type, types, new Set())
  if (type.kind === 'name' && types.get(type.name)?.kind === 'enum')
    return `Answer with any of the categories:\n${enums.join('\n\n')}`
  const around: Around = { types, open: new Set(), spent: { characters: 0 } }
  const text = render(type, around, '')
  if (text === null) return null
  const sentence = prefixOf(type, types)
  return sentence === '' ? '' : [...enums, `${sentence}${text}`].join('\n\n')
}

type Around = {
  readonly types: Types
  /** Classes that are being written out: one that contains itself has no end. */
  readonly open: ReadonlySet<string>
  readonly spent: { characters: number }
}

/** Far beyond what anybody sends; a type that is used many times over could grow without end. */
const MOST_CHARACTERS = 100_000
const DEEPEST = 30
const MOST_TYPES = 200

function prefixOf(type: Type, types: Types): string {
  if (type.kind === 'list') return 'Answer with a JSON Array using this schema:\n'
  if (type.kind === 'union') return 'Answer in JSON using any of these schemas:\n'
  if (type.kind === 'literal') return 'Answer using this specific value:\n'
  if (type.kind === 'name' && !types.has(type.name)) return type.name === 'string' ? '' : 'Answer as '
  return 'Answer in JSON using this schema:\n'
}

const SCALARS = new Set(['string', 'int', 'float', 'bool', 'null'])

function render(type: Type, around: Around, indent: string): string | null {
  if (type.kind === 'literal') return type.text
  if (type.kind === 'name') return renderNamed(type.name, around, indent)
  if (type.kind === 'list') {
    const item = render(type.of, around, `${indent}  `)
    if (item === null) return null
    return item.includes('\n') ? `[\n${indent}  ${item}\n${indent}]` : `${item}[]`
  }
  if (type.kind === 'optional') {
    const value = render(type.of, around, indent)
    return value === null ? null : `${value} or null`
  }
  const members = all(type.of, around, indent)
  if (members === null) return null
  return type.kind === 'union' ? members.join(' or ') : `map<${members.join(', ')}>`
}

function all(types: readonly Type[], around: Around, indent: string): readonly string[] | null {
  const texts = types.map(each => render(each, around, indent))
  const known = texts.filter(text => text !== null)
  return known.length === texts.length ? known : null
}

function renderNamed(name: string, around: Around, indent: string): string | null {
  if (SCALARS.has(name)) return name
  const declared = around.types.get(name)
  if (declared === undefined || around.open.has(name) || around.open.size > DEEPEST) return null
  if (declared.kind === 'enum')
    return isHoisted(declared.members)
      ? name
      : declared.members.map(member => `'${member.name}'`).join(' or ')
  const inner = { ...around, open: new Set([...around.open, name]) }
  const fields: string[] = []
  for (const member of declared.members) {
    const text = around.spent.characters > MOST_CHARACTERS ? null : fieldOf(member, inner, `${indent}  `)
    if (text === null) return null
    around.spent.characters += text.length
    fields.push(text)
  }
  return `{\n${fields.join('')}${indent}}`
}

function fieldOf({ name, description, type }: Member, around: Around, indent: string): string | null {
  const text = type === null ? null : render(type, around, indent)
  const comment =
    description === null ? '' : `${indent}// ${description.replaceAll('\n', `\n${indent}// `)}\n`
  return text === null ? null : `${comment}${indent}${name}: ${text},\n`
}

const MOST_INLINE = 6

/** Enums with descriptions, and long ones, are listed before the schema. */
const isHoisted = (members: readonly Member[]): boolean =>
  members.length > MOST_INLINE || members.some(({ description }) => description !== null)

function hoisted(type: Type, types: Types, seen: Set<string>): readonly string[] {
  if (type.kind === 'literal') return []
  if (type.kind === 'list' || type.kind === 'optional') return hoisted(type.of, types, seen)
  if (type.kind !== 'name') return type.of.flatMap(each => hoisted(each, types, seen))
  const declared = types.get(type.name)
  if (declared === undefined || seen.has(type.name) || seen.size > MOST_TYPES) return []
  const isWhole = seen.size === 0
  seen.add(type.name)
  if (declared.kind === 'class')
    return declared.members.flatMap(member => (member.type === null ? [] : hoisted(member.type, types, seen)))
  return isWhole || isHoisted(declared.members) ? [listed(type.name, declared.members)] : []
}

const listed = (name: string, members: readonly Member[]): string =>
  [
    name,
    '----',
    ...members.map(({ name, description }) => `- ${name}${description === null ? '' : `: ${description}`}`),
  ].join('\n')
