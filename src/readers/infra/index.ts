import type { ProjectReader } from '../reader.ts'
import { compose } from './compose/compose.ts'
import { helmValues } from './helm-values/helm-values.ts'
import { terraform } from './terraform/terraform.ts'

/** Infrastructure is always a project: what a resource costs is decided in several files. */
export const infraProjects: readonly ProjectReader[] = [terraform, compose, helmValues]
