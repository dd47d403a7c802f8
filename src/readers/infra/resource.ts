import type { Place } from '../../model/evidence.ts'
import type { Value } from './value.ts'

/**
 * A resource of infrastructure code after evaluation. Every language (Terraform, CloudFormation, ARM, Pulumi)
 * becomes this, in Terraform's words: its type names, its attribute names in snake_case. So one catalogue
 * knows what they buy. Instances that `count` or `for_each` prove absent are no resources.
 */
export type Resource = {
  /** Of the block, without the keys of instances: `module.gpu.aws_instance.worker`. */
  readonly address: string
  /** Key of one instance of the block: `0`, `"eu"`, `?` where nobody knows how many; null: the only one. */
  readonly key: string | null
  /** The folder of the root module, or the path of the template; '' at the top. With `address` an identity. */
  readonly root: string
  /** Where variable files differ by environment: which. Null where nothing is said. */
  readonly environment: string | null
  readonly type: string
  readonly name: string
  readonly at: Place
  /** Attributes, and nested blocks as a list of maps. */
  readonly values: ReadonlyMap<string, Value>
  /** Settings of the provider that apply to it: `region`, `project`, `default_tags`. */
  readonly provider: ReadonlyMap<string, Value>
  /** Why it cannot be trusted: a syntax error in its block, `count = var.n, which has no default`. */
  readonly problem: string | null
}

/** What is declared together and may refer to each other: one root and its modules, one template. */
export type Stack = readonly Resource[]
