import type { ProjectReader } from '../reader.ts'
import { arm } from './arm/arm.ts'
import { bentoml } from './bentoml/bentoml.ts'
import { cloudformation } from './cloudformation/cloudformation.ts'
import { compose } from './compose/compose.ts'
import { dstack } from './dstack/dstack.ts'
import { helmValues } from './helm-values/helm-values.ts'
import { pulumi } from './pulumi/pulumi.ts'
import { skypilot } from './skypilot/skypilot.ts'
import { terraform } from './terraform/terraform.ts'
import { terraformPlan } from './terraform-plan/terraform-plan.ts'
import { truss } from './truss/truss.ts'

/** Infrastructure is always a project: what a resource costs is decided in several files. */
export const infraProjects: readonly ProjectReader[] = [
  terraform,
  terraformPlan,
  cloudformation,
  arm,
  pulumi,
  bentoml,
  compose,
  helmValues,
  skypilot,
  dstack,
  truss,
]
