import { infraProjects } from './infra/index.ts'
import type { ProjectReader } from './reader.ts'

/** Every format that spreads over files. */
export const projects: readonly ProjectReader[] = [...infraProjects]
