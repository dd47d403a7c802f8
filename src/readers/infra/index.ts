import type { Reader } from '../reader.ts'
import { terraform } from './terraform/terraform.ts'

export const infra: readonly Reader[] = [terraform]
