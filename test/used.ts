import { parser } from '@lezer/javascript'

type Used = { readonly imports: readonly string[]; readonly names: ReadonlySet<string> }

/** What a TypeScript file imports (static, type-only, dynamic, re-exported), and every name that it reads. */
export function used(source: string): Used {
  const imports: string[] = []
  const names = new Set<string>()
  TYPESCRIPT.parse(source).iterate({
    enter: ({ name, from, to, node }) => {
      const text = source.slice(from, to)
      const parent = node.parent?.name ?? ''
      if (name === 'VariableName') names.add(text)
      // `export type * from` is too new for the grammar: then the word before the path tells.
      const isPath = IMPORTS.has(parent) || /\bfrom\s+$/u.test(source.slice(Math.max(0, from - 12), from))
      if (name === 'String' && isPath) imports.push(text.slice(1, -1))
      if (name === 'DynamicImport' && node.getChild('String') === null) imports.push(COMPUTED)
    },
  })
  return { imports, names }
}

const TYPESCRIPT = parser.configure({ dialect: 'ts' })
const IMPORTS: ReadonlySet<string> = new Set([
  'ImportDeclaration',
  'ExportDeclaration',
  'DynamicImport',
  'ImportType',
])
/** A path that is worked out at run time escapes every check. */
export const COMPUTED = 'what only a run tells'
