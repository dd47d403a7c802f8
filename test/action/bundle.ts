import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { bundle } from '../../scripts/bundle.ts'
import { temporaryFolder } from '../repository.ts'

/** The Action as it ships, built from the sources into a temporary folder. Answers the folder. */
export async function builtAction(): Promise<string> {
  const { files } = await bundle(resolve(import.meta.dirname, '..', '..'), [
    'action/review.ts',
    'action/command.ts',
    'action/comment.ts',
  ])
  const folder = await temporaryFolder()
  // In a checkout, the package.json above says the same.
  await writeFile(join(folder, 'package.json'), '{"type":"module"}')
  for (const [name, content] of files) await writeFile(join(folder, name), content)
  return folder
}
