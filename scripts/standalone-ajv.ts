import { dirname, join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import standaloneCode from 'ajv/dist/standalone/index.js'
import type { Plugin } from 'esbuild'
import { compact } from './compact-schema.ts'
import * as config from '../src/config/validator.ts'
import * as result from '../action/result-validator.ts'
import * as benchmark from '../src/readers/benchmarks/record-validator.ts'
import * as evalEvidence from '../src/readers/evals/evidence-validator.ts'
import * as usage from '../src/readers/usage/usage-validator.ts'

type Validator = typeof config | typeof benchmark | typeof evalEvidence | typeof usage | typeof result
type Validated = Pick<Validator, 'SCHEMA' | 'OPTIONS'>

const VALIDATORS: Readonly<Record<string, Validated>> = {
  [join('src', 'config', 'validator.ts')]: config,
  [join('action', 'result-validator.ts')]: result,
  [join('src', 'readers', 'benchmarks', 'record-validator.ts')]: benchmark,
  [join('src', 'readers', 'evals', 'evidence-validator.ts')]: evalEvidence,
  [join('src', 'readers', 'usage', 'usage-validator.ts')]: usage,
}

/**
 * An esbuild plugin: a module that compiles a schema becomes the code that the compiler would make.
 * Bundles then start without compiling, and without the compiler. https://ajv.js.org/standalone.html
 */
export const standaloneAjv = (root: string): Plugin => ({
  name: 'standalone-ajv',
  setup(build) {
    build.onLoad({ filter: /validator\.ts$/ }, ({ path }) => {
      const found = Object.entries(VALIDATORS).find(([file]) => path === join(root, file))
      return found === undefined
        ? null
        : { contents: validatorCode(found[1]), loader: 'js', resolveDir: dirname(path) }
    })
  },
})

function validatorCode({ SCHEMA, OPTIONS }: Validated): string {
  const ajv = new Ajv2020({ ...OPTIONS, inlineRefs: false, code: { source: true, esm: true } })
  const code = standaloneCode.default(ajv, ajv.compile(compact(SCHEMA)))
  return `${code}\nexport const compileValidator = () => validate\n`
}
