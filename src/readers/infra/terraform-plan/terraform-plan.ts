import type { ProjectReader, Reading, SourceFile } from '../../reader.ts'
import { capacityOf } from '../catalogue/catalogue.ts'
import { jsonOf } from '../json-value.ts'
import { resourcesOf } from './plan-resources.ts'

/**
 * What Terraform itself says that it will make, as JSON: `terraform show -json PLAN`.
 * https://developer.hashicorp.com/terraform/internals/json-format
 */
export const terraformPlan: ProjectReader = {
  id: 'terraform-plan',
  title: 'Terraform plan',
  files: ['**/*{plan,tfplan,terraform,tofu}*.json', '**/*{plan,terraform,tofu,infra}*/**/*.json'],
  sniff: ({ text }) => text.includes('"terraform_version"') && text.includes('"planned_values"'),
  read(files) {
    const readings = [...files.values()].map(readPlan)
    return {
      facts: readings.flatMap(({ facts }) => facts),
      diagnostics: readings.flatMap(({ diagnostics }) => diagnostics),
    }
  },
}

function readPlan({ path, text }: SourceFile): Reading {
  const plan = jsonOf(text)
  if (plan === null) return { facts: [], diagnostics: [unreadable(path)] }
  return { facts: capacityOf(resourcesOf(plan, path)), diagnostics: [] }
}

const unreadable = (path: string) => ({
  code: 'terraform-plan-syntax',
  severity: 'error' as const,
  message: 'This plan is not valid JSON.',
  hint: 'Write it again with `terraform show -json PLAN`.',
  path,
  line: 1,
})
