import { json } from './json.ts'
import { markdown } from './markdown.ts'
import type { Reporter } from './reporter.ts'
import { terminal } from './terminal.ts'

/** Every reporter by the name that `--format` knows it by. */
export const reporters = { terminal, markdown, json } satisfies Record<string, Reporter>
