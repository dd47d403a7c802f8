import type { Reader } from '../reader.ts'
import { javascript } from './javascript.ts'
import { python } from './python.ts'

export const code: readonly Reader[] = [python, javascript]
