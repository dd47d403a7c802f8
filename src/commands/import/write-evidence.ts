import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, relative, resolve, sep } from 'node:path'
import { UnitcostError } from '../../model/diagnostic.ts'

export type Target = {
  /** Absolute. */
  readonly root: string
  readonly cwd: string
  /** As the user named it; null: a name from the source under `.unitcost/`. */
  readonly output: string | null
  readonly force: boolean
}

/**
 * Writes evidence where the user said, else to `.unitcost/FOLDER/NAME.json`, and answers the path as it is shown.
 * NAME is made of the name that the user gave, never of what a file says.
 * @throws UnitcostError `output`, `output-exists`
 */
export function writeEvidence(text: string, source: string, target: Target): string {
  const schema = schemaOf(text)
  const folder = schema.startsWith('unitcost.usage') ? 'usage' : 'evals'
  const path =
    target.output === null
      ? join(target.root, '.unitcost', folder, `${nameOf(source)}.json`)
      : resolve(target.cwd, target.output)
  try {
    mkdirSync(dirname(path), { recursive: true })
    if (target.output === null) insideOf(target.root, path)
    if (!target.force) onlyEvidence(path, schema)
    // A half-written file is never seen, and a link in its place is replaced, not followed.
    const draft = `${path}.new`
    writeFileSync(draft, text)
    renameSync(draft, path)
  } catch (error) {
    if (error instanceof UnitcostError) throw error
    throw new UnitcostError(
      'output',
      `${relative(target.cwd, path)} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
      'Name a file in a folder that may be written: --output FILE',
    )
  }
  return relative(target.cwd, path).split(sep).join('/')
}

const schemaOf = (text: string) =>
  /^\s*\{\s*"schema"\s*:\s*"([\w./-]{1,60})"/.exec(text.slice(0, 200))?.[1] ?? ''

function nameOf(source: string): string {
  const name = basename(source)
    .replace(/\.(?:jsonl?|csv|xml|ndjson)$/i, '')
    .replaceAll(/[^\w.-]+/g, '-')
    .replace(/^[.-]+/, '')
  return name.slice(0, 80) || 'import'
}

/** `.unitcost` may be a link that leads out of the repository. */
function insideOf(root: string, path: string): void {
  const [outer, inner] = [realpathSync(root), realpathSync(dirname(path))]
  if (inner.startsWith(outer.endsWith(sep) ? outer : outer + sep)) return
  throw new UnitcostError('output', `.unitcost leads out of ${root}`, 'Name the file yourself: --output FILE')
}

/** Evidence of the same kind is what an earlier import wrote. */
function onlyEvidence(path: string, schema: string): void {
  if (!existsSync(path)) return
  if (lstatSync(path).isFile() && schemaOf(readFileSync(path, 'utf8')) === schema) return
  throw new UnitcostError(
    'output-exists',
    `${path} exists and is no ${schema} evidence`,
    'Use --force to overwrite it, or name another file with --output.',
  )
}
