import type { Diagnostic } from '../../../model/diagnostic.ts'
import type { CapacityFact } from '../../../model/fact.ts'
import { NOTHING } from '../../reader.ts'
import type { ProjectReader, ProjectSetup, Reading, SourceFile } from '../../reader.ts'
import { capacityOf, namesAny } from '../catalogue/catalogue.ts'
import { isSpent, newBudget } from '../hcl/evaluate/context.ts'
import type { Budget } from '../hcl/evaluate/context.ts'
import { CALLER_DECIDES } from './module/instances.ts'
import type { ModuleSource } from './module/module-source.ts'
import { moduleTree, reachableFrom, rootsOf, type ModuleTree } from './module/module-tree.ts'
import { isVariablesFile, parsedFile, type ParsedFile } from './module/source-file.ts'
import { stackOf } from './module/stack.ts'
import { variableValues } from './module/variable-files.ts'
import { syntaxProblem, tooMuch, unreadableVariables } from './problems.ts'

/** https://developer.hashicorp.com/terraform/language/syntax/configuration */
export const terraform: ProjectReader = {
  id: 'terraform',
  title: 'Terraform and OpenTofu',
  files: ['**/*.tf', '**/*.tofu', '**/*.tf.json', '**/*.tofu.json', '**/*.tfvars', '**/*.tfvars.json'],
  sniff: file => isVariablesFile(file.path) || namesAny(file.text) || DECIDES.test(file.text),
  read(files, setup) {
    const all = [...files.values()]
    const isWorthIt = all.some(file => namesAny(file.text) || isBeyondRecognition(file))
    return isWorthIt ? readTree(all.map(parsedFile), setup) : NOTHING
  },
}

/** Blocks that may decide what a resource of another file costs. */
const DECIDES = /\b(?:variable|locals|module|output|provider|moved|terraform)\b/

/** No block of Terraform, though not empty: perhaps it was one. */
const isBeyondRecognition = ({ path, text }: SourceFile): boolean =>
  !isVariablesFile(path) && /^\s*[^\s#/]/.test(text) && !BLOCK.test(text)
const BLOCK =
  /\b(?:resource|data|module|variable|output|provider|locals|terraform|moved|import|removed|check)\b/

function readTree(files: readonly ParsedFile[], setup: ProjectSetup): Reading {
  const tree = moduleTree(files)
  let left = STEPS
  const named = new Set(setup.variables.map(({ root }) => folderNamed(root)))
  const readings = rootsOf(tree, named).map(root => {
    const most = Math.min(left, STEPS_OF_ROOT)
    const budget = newBudget(most)
    const reading = readRoot({ tree, setup, budget }, root)
    left -= most - Math.max(0, budget.steps)
    return reading
  })
  const broken = files.filter(isBeyondRecognition).flatMap(file => syntaxProblem(file))
  return {
    facts: readings.flatMap(({ facts }) => facts),
    diagnostics: unique([...readings.flatMap(({ diagnostics }) => diagnostics), ...broken]),
  }
}

/** Seconds, at the very worst; what people write takes a hundredth of it. */
const STEPS = 20_000_000
const STEPS_OF_ROOT = 2_000_000

type Project = { readonly tree: ModuleTree; readonly setup: ProjectSetup; readonly budget: Budget }

/** One root, in each of its environments. */
function readRoot({ tree, setup, budget }: Project, source: ModuleSource): Reading {
  const modules = reachableFrom(tree, source)
  const files = modules.flatMap(module => module.files)
  if (!files.some(({ text }) => namesAny(text))) return NOTHING
  const configured = setup.variables.filter(({ root }) => folderNamed(root) === source.folder)
  const environments = configured.length > 0 ? configured : [{ files: [], environment: null }]
  const stacks = environments.map(({ files, environment }) => {
    const variables = variableValues(tree, source.folder, files)
    const isOpen = configured.length === 0 && variables.settings.size === 0 && isLibrary(source)
    return { variables, stack: stackOf({ tree, source, variables, environment, isOpen, budget }) }
  })
  return {
    facts: stacks.flatMap(({ stack }) => capacityOf(stack)).filter(isWorthSaying),
    diagnostics: [
      ...files.flatMap(file => syntaxProblem(file)),
      ...stacks.flatMap(({ variables }) => unreadableVariables(tree, variables)),
      ...(isSpent(budget) ? [tooMuch(source.folder, files)] : []),
    ],
  }
}

/** A module that may be called to make machines of whatever type says nothing about inference. */
const isWorthSaying = ({ resource, sku, unresolved }: CapacityFact): boolean =>
  resource !== 'gpu-instance' || sku !== null || unresolved?.includes(CALLER_DECIDES) !== true

/** Written to be called from elsewhere: it takes and gives, and says nothing of where it runs. */
const isLibrary = ({ variables, outputs, providers, hasBackend }: ModuleSource): boolean =>
  variables.size > 0 && outputs.size > 0 && providers.length === 0 && !hasBackend

const folderNamed = (root: string): string => root.replace(/^\.(?:\/|$)/, '').replace(/\/+$/, '')

function unique(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  return [...new Map(diagnostics.map(found => [`${found.code} ${found.path}`, found])).values()]
}
