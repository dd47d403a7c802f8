import type { Reader } from '../reader.ts'
import { litellm } from './litellm.ts'

export const routes: readonly Reader[] = [litellm]
