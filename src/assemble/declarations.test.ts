import { expect, test } from 'vitest'
import { capacityOf } from '../../test/builders.ts'
import { promptFact, routeFact, routeTarget, settings } from '../../test/facts.ts'
import type { Fact } from '../model/fact.ts'
import { declarationsFor } from './declarations.ts'

const facts: readonly Fact[] = [
  promptFact('prompts/answer.md'),
  routeFact('smart', [routeTarget('openai/gpt-4o')]),
  capacityOf('g5.xlarge', 1, { id: 'infra/aws_instance.gpu', at: { path: 'infra/gpu.tf', line: 1 } }).fact,
]

const borrowed = (yaml: string, pathHere = (path: string) => path) =>
  declarationsFor({ own: settings(), other: settings(`workloads: { chat: ${yaml} }`), facts, pathHere })
    .config.workloads?.['chat'] ?? null

test.for([
  ['its prompt is here', '{ calls: { answer: { prompt: prompts/answer.md } } }', true],
  ['its prompt is not', '{ calls: { answer: { prompt: prompts/gone.md } } }', false],
  ['its route is here', '{ calls: { answer: { model: "route:gateway.yaml#smart" } } }', true],
  ['its route’s file is here', '{ calls: { answer: { model: "route:gateway.yaml" } } }', true],
  ['its route is not', '{ calls: { answer: { model: "route:kong.yaml#smart" } } }', false],
  ['its machines are here', '{ served_by: [infra/gpu.tf] }', true],
  ['its machines are here by their address', '{ served_by: [infra/aws_instance.gpu] }', true],
  ['its machines are not', '{ served_by: [infra/tpu.tf] }', false],
  [
    'one of its things is not',
    '{ served_by: [infra/gpu.tf], calls: { a: { prompt: prompts/gone.md } } }',
    false,
  ],
  ['it names nothing that could be here', '{ calls: { answer: { model: openai/gpt-4o } } }', false],
] as const)('a workload that only the other side declares holds here too, when %s', ([, yaml, holds]) => {
  expect(borrowed(yaml) !== null).toBe(holds)
})

test('paths are those of this side', () => {
  const here = new Map([
    ['old/answer.md', 'prompts/answer.md'],
    ['old/gateway.yaml', 'gateway.yaml'],
    ['old/gpu.tf', 'infra/gpu.tf'],
  ])
  const yaml =
    '{ served_by: [old/gpu.tf], calls: { a: { prompt: old/answer.md, model: "route:old/gateway.yaml#smart" }, b: { model: "route:old/gateway.yaml" }, c: {} } }'
  expect(borrowed(yaml, path => here.get(path) ?? path)).toStrictEqual({
    served_by: ['infra/gpu.tf'],
    calls: {
      a: { prompt: 'prompts/answer.md', model: 'route:gateway.yaml#smart' },
      b: { model: 'route:gateway.yaml' },
      c: {},
    },
  })
})

test('own declarations stand, and places are those of the file that declares', () => {
  const own = settings('workloads: { chat: { traffic: 1/month } }')
  const other = settings(
    '\n\nworkloads: { chat: { traffic: 2/month }, batch: { served_by: [infra/gpu.tf] } }',
  )
  const { config, placeOf, borrowed: ids } = declarationsFor({ own, other, facts, pathHere: path => path })
  expect(config.workloads?.['chat']?.traffic).toBe(1)
  expect(ids).toStrictEqual(['batch'])
  expect([placeOf(['workloads', 'chat']).line, placeOf(['workloads', 'batch']).line]).toStrictEqual([2, 4])
})
