import { dirname, join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import standaloneCode from 'ajv/dist/standalone/index.js'
import type { Plugin } from 'esbuild'
import { compact } from './compact-schema.ts'
import { OPTIONS, SCHEMA } from '../src/config/validator.ts'

const VALIDATOR = join('src', 'config', 'validator.ts')

/**
 * An esbuild plugin: the module that compiles the schema becomes the code that the compiler would make.
 * Bundles then start without compiling, and without the compiler. https://ajv.js.org/standalone.html
 */
export const standaloneAjv = (root: string): Plugin => ({
  name: 'standalone-ajv',
  setup(build) {
    build.onLoad({ filter: /validator\.ts$/ }, ({ path }) =>
      path === join(root, VALIDATOR)
        ? { contents: validatorCode(), loader: 'js', resolveDir: dirname(path) }
        : null,
    )
  },
})

function validatorCode(): string {
  const ajv = new Ajv2020({ ...OPTIONS, inlineRefs: false, code: { source: true, esm: true } })
  const code = standaloneCode.default(ajv, ajv.compile(compact(SCHEMA)))
  return `${code}\nexport const compileValidator = () => validate\n`
}
