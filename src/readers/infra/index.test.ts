import { existsSync } from 'node:fs'
import picomatch from 'picomatch'
import { expect, test } from 'vitest'
import { NO_SETUP, type SourceFile } from '../reader.ts'
import { infraProjects } from './index.ts'

const FIXTURES: Readonly<Record<string, SourceFile>> = {
  terraform: {
    path: 'infra/prod/gpu.tf',
    text: 'resource "aws_instance" "vllm" {\n  instance_type = "g5.xlarge"\n}\n',
  },
  'helm-values': {
    path: 'deploy/values.yaml',
    text: 'servingEngineSpec: { modelSpec: [{ name: chat, modelURL: acme/chat, requestGPU: 1 }] }\n',
  },
  bentoml: { path: 'deployment.yaml', text: 'services:\n  Chat:\n    instance_type: gpu.l4.1\n' },
  skypilot: { path: 'serve.yaml', text: 'resources: { accelerators: L4 }\nservice: { replicas: 1 }\n' },
  dstack: { path: 'chat.dstack.yml', text: 'type: service\nresources: { gpu: L4 }\n' },
  truss: { path: 'chat/config.yaml', text: 'model_name: chat\nresources: { accelerator: L4 }\n' },
  compose: { path: 'deploy/compose.yaml', text: 'services:\n  chat: { image: vllm/vllm-openai, gpus: 2 }\n' },
  'terraform-plan': {
    path: 'infra/plan.json',
    text: JSON.stringify({
      terraform_version: '1.13.4',
      planned_values: {
        root_module: {
          resources: [
            { address: 'aws_instance.vllm', type: 'aws_instance', values: { instance_type: 'g5.xlarge' } },
          ],
        },
      },
    }),
  },
  cloudformation: {
    path: 'infra/gpu.yaml',
    text: 'Resources:\n  Gpu: { Type: AWS::EC2::Instance, Properties: { InstanceType: g5.xlarge } }\n',
  },
  arm: {
    path: 'infra/main.bicep',
    text: "resource docs 'Microsoft.Search/searchServices@2024-01-01' = { name: 'docs', sku: { name: 'basic' } }\n",
  },
  pulumi: {
    path: 'infra/Pulumi.yaml',
    text: 'name: chat\nruntime: yaml\nresources: { gpu: { type: aws:ec2:Instance, properties: { instanceType: g5.xlarge } } }\n',
  },
}

test.for(infraProjects)('$id finds its files, recognizes them, and has its page', reader => {
  const file = FIXTURES[reader.id] ?? { path: '', text: '' }
  const takes = ({ files, sniff }: typeof reader) => picomatch.isMatch(file.path, [...files]) && sniff(file)
  expect(infraProjects.filter(takes).map(({ id }) => id)).toContain(reader.id)
  expect(reader.read(new Map([[file.path, file]]), NO_SETUP).facts).toHaveLength(1)
  expect(existsSync(new URL(`./${reader.id}/${reader.id}.md`, import.meta.url))).toBe(true)
})

test.for(infraProjects)('$id says at most one thing about text that is nothing, and where', reader => {
  const odd = ['{', '"', 'resource "aws_instance" "x"', `a = ${'('.repeat(50_000)}`, '\u0000\u0001', '}}}']
  const path = 'infra/odd.tf'
  for (const text of odd) {
    const { facts, diagnostics } = reader.read(new Map([[path, { path, text }]]), NO_SETUP)
    expect(facts).toEqual([])
    expect(diagnostics.length).toBeLessThanOrEqual(1)
    expect(diagnostics.every(({ line }) => line === 1)).toBe(true)
  }
})
