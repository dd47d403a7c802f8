import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

/** The licence of every package that a bundle is made of, sorted by name. @throws Error when one has none */
export function licenseTexts(root: string, inputs: readonly string[]): string {
  const folders = [...new Set(inputs.flatMap(packageFolder))].toSorted()
  const texts = folders.map(folder => licenseText(root, folder))
  return `Unitcost is bundled with these packages.\n\n${texts.join('\n')}`
}

/** `node_modules/@octokit/rest/dist/x.js` → `node_modules/@octokit/rest`; nothing for our own files. */
function packageFolder(input: string): readonly string[] {
  const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)
  return folder === null ? [] : [folder[0]]
}

type Manifest = { readonly name: string; readonly version: string; readonly license?: string }

function licenseText(root: string, folder: string): string {
  const manifest: Manifest = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'))
  const names = readdirSync(join(root, folder)).filter(name => /^(licen[cs]e|copying|notice)/i.test(name))
  const texts = names.toSorted().map(name => readFileSync(join(root, folder, name), 'utf8').trim())
  if (manifest.license === undefined && texts.length === 0) throw new Error(`${manifest.name} has no licence`)
  const title = `${manifest.name} ${manifest.version} (${manifest.license ?? 'see below'})`
  return [`${'-'.repeat(80)}\n${title}\n`, ...texts, ''].join('\n').replaceAll('\r\n', '\n')
}
