import type { Diagnostic } from '../../../model/diagnostic.ts'
import type { ModuleTree } from './module/module-tree.ts'
import type { ParsedFile } from './module/source-file.ts'
import type { VariableValues } from './module/variable-files.ts'

/** What of a file cannot be read; nothing when all of it can. */
export function syntaxProblem({ path, problems }: ParsedFile): readonly Diagnostic[] {
  const [first, ...more] = problems
  if (first === undefined) return []
  const others =
    more.length === 0 ? '' : ` (and ${more.length} more ${more.length === 1 ? 'place' : 'places'})`
  return [
    {
      code: 'hcl-syntax',
      severity: 'error',
      message: `This file is not valid HCL: ${first.message}${others}.`,
      hint: 'Fix the syntax near this line (`terraform validate` shows it), so that its cost can be read again.',
      path,
      line: first.line,
    },
  ]
}

/** A variable file that is broken or missing: what it sets is unknown. */
export function unreadableVariables(tree: ModuleTree, { damage }: VariableValues): readonly Diagnostic[] {
  if (damage === null) return []
  const file = tree.variableFiles.get(damage.path)
  if (file !== undefined) return syntaxProblem(file)
  return [
    {
      code: 'missing-variables',
      severity: 'error',
      message: 'unitcost.yml names this variable file, and it does not exist.',
      hint: 'Correct `infrastructure.variables`: paths count from the root of the repository and end in .tfvars.',
      path: damage.path,
      line: null,
    },
  ]
}

/** Nobody writes such a tree by accident. */
export const tooMuch = (folder: string, [first]: readonly ParsedFile[]): Diagnostic => ({
  code: 'terraform-too-large',
  severity: 'error',
  message: `What ${folder || 'the top folder'} declares is more than can be evaluated, so its cost is unknown.`,
  hint: 'Look for counts, loops or modules that multiply.',
  path: first?.path ?? folder,
  line: null,
})
