import type { Place } from '../../../../model/evidence.ts'
import type { SourceFile } from '../../../reader.ts'
import type { Attribute, Block, Body, Problem } from '../../hcl/ast.ts'
import { parseHclJson, parseJsonAttributes } from '../../hcl/json.ts'
import { parseHcl } from '../../hcl/parser.ts'

/** A file of Terraform, read as far as it can be. */
export type ParsedFile = SourceFile & { readonly body: Body; readonly problems: readonly Problem[] }

export type Declared = {
  readonly block: Block
  readonly file: ParsedFile
  /** Another block of the same name: an override file, or a mistake. What holds then is not evaluated. */
  readonly again: Place | null
}
export type Setting = { readonly attribute: Attribute; readonly file: ParsedFile }

export const isVariablesFile = (path: string): boolean => /\.tfvars(?:\.json)?$/.test(path)

export function parsedFile(file: SourceFile): ParsedFile {
  if (!file.path.endsWith('.json')) return { ...file, ...parseHcl(file.text) }
  return {
    ...file,
    ...(isVariablesFile(file.path) ? parseJsonAttributes(file.text) : parseHclJson(file.text)),
  }
}

/** Where the file cannot be read for the first time. */
export const damageOf = ({ path, problems }: ParsedFile): Place | null =>
  problems[0] === undefined ? null : { path, line: problems[0].line }

export const attributeOf = ({ attributes }: Body, name: string): Attribute | undefined =>
  attributes.findLast(attribute => attribute.name === name)

export const isDamaged = (body: Body): boolean =>
  body.damaged || body.blocks.some(block => isDamaged(block.body))

export const placeOf = ({ path, line }: Place): string => (line === null ? path : `${path}:${line}`)

export const folderOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf('/')))

/** As written, on one line, short enough for a message. */
export function written({ attribute, file }: Setting): string {
  const { start, end } = attribute.value.span
  const source = file.text.slice(start, Math.min(end, start + 200)).replaceAll(/\s+/g, ' ')
  return source.length > 60 ? `${source.slice(0, 60)}…` : source
}
